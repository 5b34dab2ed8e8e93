// SPDX-License-Identifier: Apache-2.0
//
// The state file.keyvalue.
#include <brine/sdk.hpp>
#include <brine/support/file.hpp>
#include <brine/support/text.hpp>

#include <vector>

#include "groups.hpp"
#include "path.hpp"
#include "report.hpp"
#include "text_edit.hpp"

namespace brine::file {
namespace {

constexpr std::string_view white_space = " \t\n\r\v\f";

struct KeyValueArguments {
    Value key_values;
    std::string separator;
    bool append_if_not_found;
    bool prepend_if_not_found;
    std::int64_t count;
    std::optional<std::string> uncomment;  // characters; nothing: white space
    bool key_ignore_case;
    bool value_ignore_case;
};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string_view python_type(const Value& value) {
    if (value.is_bool()) return "bool";
    if (value.is_int()) return "int";
    if (value.is_float()) return "float";
    if (value.is_nil()) return "NoneType";
    return value.is_list() ? "list" : "dict";
}

// Sets keys in the lines of a text, and keeps the difference as Salt shows it for this state.
class KeyValueEdit {
  public:
    KeyValueEdit(const KeyValueArguments& arguments, std::vector<std::string> lines)
        : arguments_(arguments), lines_(std::move(lines)) {
        for (const Pair& pair : arguments.key_values.pairs())
            keys_.push_back({to_text(pair.key), pair.value, arguments.count});
    }

    void run() {
        for (std::string& line : lines_) edit(line);
        if (arguments_.append_if_not_found) {
            append_missing();
        } else if (arguments_.prepend_if_not_found) {
            prepend_missing();
        }
    }

    [[nodiscard]] std::string text() const { return joined_lines(lines_); }
    [[nodiscard]] const std::vector<std::string>& difference() const { return difference_; }
    [[nodiscard]] std::int64_t changes() const { return changes_; }

  private:
    struct Key {
        std::string name;
        Value value;
        std::int64_t left;  // how often it may still be set; negative: always
    };

    [[nodiscard]] std::string_view bare(std::string_view line) const {
        const std::string_view characters =
            arguments_.uncomment ? std::string_view(*arguments_.uncomment) : white_space;
        const std::size_t begin = line.find_first_not_of(characters);
        return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
    }

    [[nodiscard]] std::string folded(std::string_view key) const {
        return arguments_.key_ignore_case ? lower(key) : std::string(key);
    }

    void edit(std::string& line) {
        const std::string original = line;
        for (Key& key : keys_) {
            const bool commented = bare(original).size() < original.size();
            if (!folded(bare(original)).starts_with(folded(key.name))) continue;
            const std::string working(commented ? bare(line) : std::string_view(line));
            const std::size_t at = working.find(arguments_.separator);
            if (at == std::string::npos) continue;
            const std::string line_key = working.substr(0, at);
            if (folded(line_key) != folded(key.name)) continue;
            set(line, key, line_key, working.substr(at + arguments_.separator.size()), commented);
        }
    }

    void set(std::string& line, Key& key, const std::string& line_key, std::string_view line_value,
             bool commented) {
        std::string present(support::strip(line_value));
        const std::string value_text = to_text(key.value);
        std::string wanted(support::strip(value_text));
        if (arguments_.value_ignore_case) {
            present = lower(present);
            wanted = lower(wanted);
        }
        bool same = present == wanted;
        bool needs_change = false;
        if (commented) {
            needs_change = key.left > 0;
            if (!needs_change) same = true;
        } else {
            needs_change = key.left == 0;
        }
        if (!same || needs_change) replace(line, key, line_key, value_text);
        if (key.left > 0) --key.left;
    }

    void replace(std::string& line, const Key& key, const std::string& line_key,
                 const std::string& value_text) {
        difference_.push_back("- " + line);
        line.clear();
        if (key.left != 0) {
            line = line_key + arguments_.separator + value_text + "\n";
            difference_.push_back(key.value.is_str()
                                      ? "+ " + line
                                      : format("+ {} (from {} type)\n", support::strip_right(line),
                                               python_type(key.value)));
        }
        ++changes_;
    }

    [[nodiscard]] std::string line_of(const Key& key) const {
        return key.name + arguments_.separator + to_text(key.value) + "\n";
    }

    void append_missing() {
        std::vector<std::string> added;
        for (const Key& key : keys_)
            if (key.left > 0) added.push_back(line_of(key));
        if (added.empty()) return;
        if (!lines_.empty() && !lines_.back().empty() && !lines_.back().ends_with('\n'))
            lines_.back() += '\n';
        difference_.emplace_back("- <EOF>\n");
        for (const std::string& line : added) difference_.push_back("+ " + line);
        difference_.emplace_back("+ <EOF>\n");
        lines_.insert(lines_.end(), added.begin(), added.end());
        changes_ += static_cast<std::int64_t>(added.size());
    }

    void prepend_missing() {
        bool first = true;
        for (const Key& key : keys_) {
            if (key.left <= 0) continue;
            if (first) difference_.insert(difference_.begin(), "  <SOF>\n");
            first = false;
            difference_.insert(difference_.begin() + 1, "+ " + line_of(key));
            lines_.insert(lines_.begin(), line_of(key));
            ++changes_;
        }
    }

    const KeyValueArguments& arguments_;
    std::vector<std::string> lines_;
    std::vector<Key> keys_;
    std::vector<std::string> difference_;
    std::int64_t changes_ = 0;
};

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    return support::join(parts, separator);
}

StateResult change(State& state, Report& report, const KeyValueEdit& edit, bool show_changes) {
    if (edit.changes() == 0) return report.finish(state);
    if (show_changes) report.changes.set("diff", joined(edit.difference(), ""));
    if (state.test()) {
        report.result = std::nullopt;
        report.comment =
            format("File {} is set to be changed ({} lines)", report.name, edit.changes());
        if (show_changes)
            report.comment += "\nPredicted diff:\n\r\t\t" + joined(edit.difference(), "\r\t\t");
        return report.finish(state);
    }
    report.comment = format("Changed {} lines", edit.changes());
    try {
        support::replace_file(report.name, edit.text(),
                              {.links = support::LinkPolicy::resolve_links});
    } catch (const std::system_error& error) {
        return report.fail(format("{} not writable: {}", report.name, error.code().message()))
            .finish(state);
    }
    return report.finish(state);
}

StateResult keyvalue(State& state, std::string_view, std::optional<Text> key, Value value,
                     Value key_values, std::string_view separator, bool append_if_not_found,
                     bool prepend_if_not_found, bool search_only, bool show_changes,
                     bool ignore_if_missing, std::int64_t count,
                     std::optional<std::string> uncomment, bool key_ignore_case,
                     bool value_ignore_case) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty()) return report.fail("Must provide name to file.keyvalue").finish(state);
    if (key && !value.is_nil()) {
        key_values = state.map({{key->str(), value}});
    } else if (!key_values.is_map() || !key_values) {
        return report
            .fail(format("file.keyvalue key and value not supplied and key_values {}",
                         key_values ? "is not a dictionary" : "is empty"))
            .finish(state);
    }
    std::string text;
    try {
        text = support::read_file(report.name);
    } catch (const std::system_error&) {
        report.result = ignore_if_missing;
        report.comment = format("unable to open {}", report.name);
        return report.finish(state);
    }
    const KeyValueArguments arguments{.key_values = key_values,
                                      .separator = std::string(separator),
                                      .append_if_not_found = append_if_not_found && !search_only,
                                      .prepend_if_not_found = prepend_if_not_found && !search_only,
                                      .count = count,
                                      .uncomment = std::move(uncomment),
                                      .key_ignore_case = key_ignore_case,
                                      .value_ignore_case = value_ignore_case};
    KeyValueEdit edit(arguments, text_lines(text));
    edit.run();
    return change(state, report, edit, show_changes);
}

}  // namespace

void add_keyvalue_state(Plugin& p) {
    p.state("file.keyvalue", keyvalue, "name"_a, "key"_a = nullptr, "value"_a = nullptr,
            "key_values"_a = nullptr, "separator"_a = "=", "append_if_not_found"_a = false,
            "prepend_if_not_found"_a = false, "search_only"_a = false, "show_changes"_a = true,
            "ignore_if_missing"_a = false, "count"_a = 1, "uncomment"_a = nullptr,
            "key_ignore_case"_a = false, "value_ignore_case"_a = false)
        .doc(
            "Sets keys in a file of lines such as `key=value`.\n\n- `name` (str): absolute path\n"
            "- `key` and `value`, or else `key_values` (map): what to set\n"
            "- `separator` (str, `=`): between key and value, with the blanks around it\n"
            "- `append_if_not_found`, `prepend_if_not_found` (bool, false): add keys that are "
            "not there\n- `search_only` (bool, false): never add any\n"
            "- `count` (int, 1): set a key so often and remove further lines with it; -1: all\n"
            "- `uncomment` (str): characters that are taken away in front of a key\n"
            "- `key_ignore_case`, `value_ignore_case` (bool, false)\n"
            "- `show_changes` (bool, true): show the difference\n"
            "- `ignore_if_missing` (bool, false): a missing file is no error\n\n"
            "    /etc/ssh/sshd_config:\n      file.keyvalue:\n        - key: Port\n"
            "        - value: 2222\n        - separator: ' '\n        - uncomment: '#'");
}

}  // namespace brine::file
