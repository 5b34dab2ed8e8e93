// SPDX-License-Identifier: Apache-2.0
//
// What commands answer, as text for people: the lines of Salt's spm where that has the command.
#pragma once

#include <brine/sdk.hpp>

#include <string>

namespace brine::spm {

// A record of the database, or a formula.
[[nodiscard]] std::string info_report(const Value& record);
[[nodiscard]] std::string packages_report(const Value& records, bool verbose);
[[nodiscard]] std::string files_report(const Value& records, bool verbose);
[[nodiscard]] std::string members_report(const Value& package);
[[nodiscard]] std::string repositories_report(const Value& repositories, bool verbose);
[[nodiscard]] std::string search_report(const Value& packages);
[[nodiscard]] std::string outdated_report(const Value& packages);
[[nodiscard]] std::string verify_report(const Value& result, bool verbose);
[[nodiscard]] std::string owner_report(const Value& owners);
[[nodiscard]] std::string depends_report(const Value& packages);
[[nodiscard]] std::string history_report(const Value& entries);
[[nodiscard]] std::string keys_report(const Value& keys);

}  // namespace brine::spm
