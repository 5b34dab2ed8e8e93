// SPDX-License-Identifier: Apache-2.0
//
// A person, or a script, at the command line.
#pragma once

#include "manager/session.hpp"

namespace brine::spm {

class Terminal final : public Listener {
  public:
    // With `quiet` nothing goes to standard output, which belongs to the JSON then.
    explicit Terminal(bool quiet) : quiet_(quiet) {}

    void status(const std::string& text) override;
    void warn(const std::string& text) override;
    void confirm(const std::string& text) override;

  private:
    bool quiet_;
};

// Writes a text to standard output as it is. Error when that fails.
void print(std::string_view text);

}  // namespace brine::spm
