// SPDX-License-Identifier: Apache-2.0
#include "package/formula.hpp"

#include "common/version.hpp"

#include <brine/support/text.hpp>
#include <brine/support/yaml.hpp>

#include <algorithm>
#include <array>

namespace brine::spm {
namespace {

constexpr std::array<std::string_view, 5> required{"name", "version", "release", "summary",
                                                   "description"};
constexpr std::array<std::string_view, 10> texts{
    "summary",  "description",     "os",           "os_family",        "top_level_dir",
    "renderer", "pre_local_state", "dependencies", "post_local_state", "optional"};
constexpr std::array<std::string_view, 20> known{"name",
                                                 "version",
                                                 "release",
                                                 "summary",
                                                 "description",
                                                 "os",
                                                 "os_family",
                                                 "minimum_version",
                                                 "dependencies",
                                                 "optional",
                                                 "recommended",
                                                 "top_level_dir",
                                                 "files",
                                                 "renderer",
                                                 "pre_local_state",
                                                 "post_local_state",
                                                 "pre_tgt_state",
                                                 "post_tgt_state",
                                                 "os_dependencies",
                                                 "os_family_dependencies"};

template <class Names>
bool among(std::string_view name, const Names& names) {
    return std::ranges::find(names, name) != std::ranges::end(names);
}

bool is_scalar(const Value& value) {
    return value.is_str() || value.is_number() || value.is_bool();
}

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '+' || c == '-';
}

// Whether a text can be part of a file's name and of nothing else.
bool is_safe_name(std::string_view text) {
    return !text.empty() && text.size() <= 200 && text[0] != '.' && text[0] != '-' &&
           std::ranges::all_of(text, [](char c) { return is_name_character(c) || c == '~'; });
}

bool is_relative(std::string_view path) {
    if (path.empty() || path.starts_with('/') || path.find('\0') != std::string_view::npos)
        return false;
    return !among("..", support::split(path, '/'));
}

class Check {
  public:
    Check(const Value& fields, std::string_view source, const support::yaml::Positions& positions)
        : fields_(fields), source_(source), positions_(positions) {}

    void run(FormulaUse use) {
        for (const std::string_view name : required)
            if (fields_[name].is_nil()) missing(name);
        for (const Pair& pair : fields_.pairs()) {
            if (!pair.key.is_str()) {
                problem_at(pair.key, "a field's name is text");
                continue;
            }
            field(pair.key.str(), pair.value, use);
        }
    }

    void finish() const {
        if (problems_.empty()) return;
        throw Error(support::join(problems_, "\n"));
    }

    [[nodiscard]] std::vector<std::string> warnings() const { return warnings_; }

  private:
    void field(std::string_view name, const Value& value, FormulaUse use) {
        if (value.is_nil()) return;
        if (name == "name" || name == "version" || name == "release")
            return identifier(name, value, use);
        if (name == "files") return files(value, use);
        if (name == "pre_tgt_state" || name == "post_tgt_state") return targeted(name, value);
        if (name == "minimum_version") {
            if (!is_scalar(value)) problem(name, "a version, got " + value.described());
            return;
        }
        if (name == "dependencies" || name == "optional" || name == "recommended")
            return demands(name, value);
        if (among(name, texts)) {
            if (!is_scalar(value)) problem(name, "text, got " + value.described());
            if (name == "top_level_dir" && value.is_str() && !is_relative(value.str()))
                problem(name, "a directory of the formula, without '..'");
            return;
        }
        if (!among(name, known)) unknown(name);
    }

    void identifier(std::string_view name, const Value& value, FormulaUse use) {
        if (!is_scalar(value) || value.is_bool())
            return problem(name, "text or a number, got " + value.described());
        const std::string text = format("{}", value);
        if (!is_safe_name(text))
            return problem(name, "'" + text +
                                     "' may have letters, digits and . _ + - ~ only, and begin "
                                     "with none of . and -");
        if (use != FormulaUse::build) return;
        if (name != "name" && text.find('-') != std::string::npos)
            problem(name, "'" + text + "' may have no '-', which ends it in the package's name");
        if (value.is_float())
            warnings_.push_back(place(Value(name)) + ": " + std::string(name) + ": the number " +
                                text + "; write it in quotes to keep its zeros");
    }

    void demands(std::string_view name, const Value& value) {
        if (!value.is_str())
            return problem(name, "names separated by commas, got " + value.described());
        try {
            static_cast<void>(parse_demands(value.str()));
        } catch (const Error& error) {
            problem(name, error.what());
        }
    }

    void files(const Value& value, FormulaUse use) {
        if (!value.is_list()) {
            // Salt's spm builds such a package without any file.
            if (use == FormulaUse::build)
                problem("files", "a list of files, got " + value.described());
            return;
        }
        for (std::size_t n = 0; n < value.size(); ++n) {
            const Value& entry = value.items()[n];
            const std::string at = place_of_item(value, n) + ": files: ";
            if (!entry.is_str())
                problems_.push_back(at + "a path, got " + entry.described());
            else if (!is_relative(parse_listed_file(entry.str()).path))
                problems_.push_back(at + "'" + std::string(entry.str()) +
                                    "' is no path below the formula's directory");
        }
    }

    void targeted(std::string_view name, const Value& value) {
        if (!value.is_map())
            return problem(name, "a map with tgt and data, got " + value.described());
        for (const std::string_view key : {"tgt", "data"})
            if (value[key].is_nil()) problem(name, "the key '" + std::string(key) + "' is missing");
    }

    void unknown(std::string_view name) {
        const std::vector<std::string> names(known.begin(), known.end());
        if (const auto meant = support::closest(name, names))
            warnings_.push_back(place(Value(name)) + ": " + std::string(name) +
                                ": an unknown field; did you mean " + *meant + "?");
    }

    void missing(std::string_view name) {
        const Value* there = fields_.find(name);
        problems_.push_back((there != nullptr ? place(Value(name)) : source_ + ":1:1") + ": " +
                            std::string(name) +
                            (there != nullptr ? ": it is empty" : ": it is missing"));
    }

    void problem_at(const Value& key, const std::string& what) {
        problems_.push_back(place(key) + ": " + format("{}", key) + ": " + what);
    }
    void problem(std::string_view name, const std::string& what) { problem_at(Value(name), what); }

    [[nodiscard]] std::string place(const Value& key) const {
        const auto at = positions_.of_key(fields_, key);
        return format("{}:{}:{}", source_, at.line, at.column);
    }
    [[nodiscard]] std::string place_of_item(const Value& list, std::size_t item) const {
        const auto at = positions_.of_item(list, item);
        return format("{}:{}:{}", source_, at.line, at.column);
    }

    const Value& fields_;
    std::string source_;
    const support::yaml::Positions& positions_;
    std::vector<std::string> problems_;
    std::vector<std::string> warnings_;
};

}  // namespace

Formula parse_formula(Memory memory, std::string_view text, std::string_view source,
                      FormulaUse use) {
    support::yaml::Positions positions;
    const Value fields = support::yaml::load(
        memory, text,
        {.source = source, .depth = 32, .alias_nodes = 10'000, .positions = &positions});
    if (!fields.is_map())
        throw Error(
            format("{}:1:1: a formula is a map of fields, this is {}", source, fields.described()));
    Check check(fields, source, positions);
    check.run(use);
    check.finish();
    const auto field = [&](std::string_view name) { return format("{}", fields[name]); };
    return {.fields = fields,
            .name = field("name"),
            .version = field("version"),
            .release = field("release"),
            .warnings = check.warnings()};
}

ListedFile parse_listed_file(std::string_view entry) {
    const bool tagged = entry.size() > 1 && entry[1] == '|' &&
                        std::string_view("cdglrsm").find(entry[0]) != std::string_view::npos;
    if (!tagged) return {.tag = 0, .path = std::string(entry)};
    return {.tag = entry[0], .path = std::string(entry.substr(2))};
}

}  // namespace brine::spm
