// SPDX-License-Identifier: Apache-2.0
//
// What is known about the state functions that a run uses.
#pragma once

#include <brine/call.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace brine::state {

struct StateFunction {
    bool exists = false;
    std::string reason;  // why it cannot be called: "'file' __virtual__ returned False: ..."
    std::unordered_set<std::string_view> parameters;
    std::vector<std::string_view> required;
    bool takes_any = false;  // it has a parameter **kwargs
};

// Asks the registry about each function once.
class FunctionTable {
  public:
    explicit FunctionTable(Call& call) : call_(call) {}

    // The reference stays valid.
    [[nodiscard]] const StateFunction& get(std::string_view module, std::string_view function);
    [[nodiscard]] bool has(std::string_view module, std::string_view function) {
        return get(module, function).exists;
    }

  private:
    [[nodiscard]] StateFunction ask(const std::string& name, std::string_view module);

    Call& call_;
    std::unordered_map<std::string, StateFunction> known_;
};

}  // namespace brine::state
