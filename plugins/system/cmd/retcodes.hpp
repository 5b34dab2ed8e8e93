// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

#include "run_arguments.hpp"

namespace brine::cmd {

// What counts as success besides exit status 0.
class SuccessRules {
  public:
    // BadArgument when success_retcodes holds something else than integers.
    explicit SuccessRules(const RunArguments& arguments);

    // Sets the retcode to 0 if a rule says that the command succeeded.
    void apply(RunOutcome& outcome) const;

  private:
    std::vector<std::int64_t> retcodes_;
    std::vector<std::string> out_;
    std::vector<std::string> err_;
};

}  // namespace brine::cmd
