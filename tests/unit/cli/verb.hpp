// SPDX-License-Identifier: Apache-2.0
//
// A verb of the command line, run from its plugin's library under a FakeHost.
#pragma once

#include "captured_output.hpp"

#include <brine/testing.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace brine::cli_test {

class Verb : public testing::FakeHost {
  public:
    struct Outcome {
        std::int64_t status;
        std::string out;
        std::string err;
    };

    Verb(std::string name, const char* library) : name_(std::move(name)) {
        load(std::filesystem::path(library));
    }

    Outcome run(const std::vector<std::string>& words) {
        Arena arena;
        List argv(arena.memory());
        for (const std::string& word : words) argv.add(word);
        CapturedOutput out(STDOUT_FILENO);
        CapturedOutput err(STDERR_FILENO);
        const Value status = call_kind("command", name_, {{"argv", argv.value()}});
        return {status.integer(), out.text(), err.text()};
    }

  private:
    std::string name_;
};

}  // namespace brine::cli_test
