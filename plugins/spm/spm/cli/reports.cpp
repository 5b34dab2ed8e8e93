// SPDX-License-Identifier: Apache-2.0
#include "cli/reports.hpp"

#include <array>
#include <utility>

namespace brine::spm {
namespace {

// "None" where there is nothing, as Salt's spm writes it.
std::string text_of(const Value& value) {
    const std::string text = format("{}", value);
    return value.is_nil() || text.empty() ? "None" : text;
}

// One line for each, made by `line`.
template <class Line>
std::string lines_of(const Value& list, Line line) {
    std::string text;
    for (const Value& item : list.items()) text += line(item) + "\n";
    return text;
}

}  // namespace

std::string info_report(const Value& record) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> rows{{
        {"Name", "name"},
        {"Version", "version"},
        {"Release", "release"},
        {"Install Date", "installed"},
        {"Supported OSes", "os"},
        {"Supported OS families", "os_family"},
        {"Dependencies", "dependencies"},
        {"OS Dependencies", "os_dependencies"},
        {"OS Family Dependencies", "os_family_dependencies"},
        {"Summary", "summary"},
    }};
    std::string text;
    for (const auto& [title, key] : rows) {
        const Value value = record[key];
        const bool absent = key == "installed" && value.is_nil();
        text += format("{}: {}\n", title, absent ? "Not installed" : text_of(value));
    }
    return text + format("Description:\n{}\n", text_of(record["description"]));
}

std::string packages_report(const Value& records, bool verbose) {
    return lines_of(records, [&](const Value& record) {
        if (!verbose) return format("{}", record["package"]);
        return format("{}\t{}-{}\t{}", record["package"], record["version"], record["release"],
                      record["reason"]);
    });
}

std::string files_report(const Value& records, bool verbose) {
    return lines_of(records, [&](const Value& file) {
        return verbose ? format("{},{}", file["path"], file["sum"]) : format("{}", file["path"]);
    });
}

std::string members_report(const Value& package) {
    // The first member, which the list leaves out, is the formula.
    return format("{}\n", package["name"]) + lines_of(package["members"], [](const Value& member) {
               return format("{}", member["path"]);
           });
}

std::string repositories_report(const Value& repositories, bool verbose) {
    return lines_of(repositories, [&](const Value& repository) {
        return verbose ? format("{}\t{}", repository["name"], repository["url"])
                       : format("{}", repository["name"]);
    });
}

std::string search_report(const Value& packages) {
    return lines_of(packages, [](const Value& package) {
        return format("{}\t{}-{}\t{}", package["name"], package["version"], package["release"],
                      package["repository"]);
    });
}

std::string outdated_report(const Value& packages) {
    return lines_of(packages, [](const Value& package) {
        return format("{}\t{} -> {}\t{}", package["name"], package["installed"],
                      package["available"], package["repository"]);
    });
}

std::string verify_report(const Value& result, bool verbose) {
    std::string text = lines_of(result["problems"], [](const Value& problem) {
        return format("{}: {}{}", problem["path"], problem["problem"],
                      problem["config"].is_true() ? " (configuration)" : "");
    });
    if (verbose)
        text += format("{} files and directories, {} problems\n", result["files"],
                       result["problems"].size());
    return text;
}

std::string owner_report(const Value& owners) {
    std::string text;
    for (const Pair& pair : owners.pairs())
        for (const Value& package : pair.value.items())
            text += format("{}\t{}\n", pair.key, package);
    return text;
}

std::string depends_report(const Value& packages) {
    return lines_of(packages, [](const Value& package) {
        const std::string state =
            package["installed"].is_nil() ? "not installed" : format("{}", package["installed"]);
        return format("{}\t{}\t{}", package["name"], package["demand"], state);
    });
}

std::string history_report(const Value& entries) {
    return lines_of(entries, [](const Value& entry) {
        std::string text = format("{}\t{}\t{}\t{}", entry["number"], entry["time"], entry["user"],
                                  entry["command"]);
        for (const Value& change : entry["changes"].items())
            text += format("\n\t{} {}: {} -> {}", change["action"], change["package"],
                           text_of(change["old"]), text_of(change["new"]));
        return text;
    });
}

std::string keys_report(const Value& keys) {
    return lines_of(keys, [](const Value& key) {
        return format("{}\t{}\t{}", key["name"], key["id"],
                      key["private"].is_true() ? "private" : "trusted");
    });
}

}  // namespace brine::spm
