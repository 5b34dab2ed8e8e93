// SPDX-License-Identifier: Apache-2.0
#include <brine/format.hpp>
#include <brine/support/table.hpp>

#include "reports.hpp"

namespace brine::cli {

std::string check_report(const Value& checked) {
    support::Table table({"OUTCOME", "CHECK", "FINDING"});
    for (const Value& check : checked["checks"].items())
        table.add({to_text(check["outcome"]), to_text(check["check"]), to_text(check["message"])});
    return table.text() +
           format("\n{} {}\n", checked["path"], checked["usable"] ? "is fine" : "is not usable");
}

}  // namespace brine::cli
