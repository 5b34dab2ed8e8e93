// SPDX-License-Identifier: Apache-2.0
//
// The function file.find.
#include <glob.h>
#include <brine/sdk.hpp>

#include <algorithm>

#include "find_criteria.hpp"
#include "groups.hpp"
#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

// What is done with a path that fits; the result goes into the list unless it is nothing.
using Action = std::function<std::optional<Value>(const Candidate&)>;

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> list;
    std::string word;
    for (const char c : std::string(text) + " ") {
        if (c != ',' && c != ' ') {
            word += c;
        } else if (!word.empty()) {
            list.push_back(std::move(word));
            word.clear();
        }
    }
    return list;
}

Value property(Call& call, const Candidate& file, const std::string& name) {
    if (name == "path") return call.str(file.path());
    if (name == "name") return call.str(file.name());
    const struct stat& status = file.status();
    constexpr mode_t shown_bits = 0777;
    if (name == "size") return static_cast<std::int64_t>(status.st_size);
    if (name == "type") return call.str(std::string(1, file_type_letter(status.st_mode)));
    if (name == "mode") return static_cast<std::int64_t>(status.st_mode & shown_bits);
    if (name == "mtime") return static_cast<std::int64_t>(status.st_mtim.tv_sec);
    if (name == "user") {
        const auto user = user_name(status.st_uid);
        return user ? call.str(*user) : Value(static_cast<std::int64_t>(status.st_uid));
    }
    if (name == "group") {
        const auto group = group_name(status.st_gid);
        return group ? call.str(*group) : Value(static_cast<std::int64_t>(status.st_gid));
    }
    if (name == "md5") {
        if (!S_ISREG(status.st_mode)) return "";
        return call.call("file.get_hash", {{"path", file.path()}, {"form", "md5"}});
    }
    throw BadArgument(format("invalid print option '{}'", name));
}

Action print_action(Call& call, std::string_view names) {
    std::vector<std::string> properties = words(names);
    if (properties.empty()) properties.emplace_back("path");
    return [&call, properties](const Candidate& file) -> std::optional<Value> {
        if (properties.size() == 1) return property(call, file, properties.front());
        List list = call.list();
        for (const std::string& name : properties) list.add(property(call, file, name));
        return list.value();
    };
}

Action delete_action(Call& call, std::string_view letters, bool test) {
    const std::set<mode_t> types = file_types(letters);
    return [&call, types, test](const Candidate& file) -> std::optional<Value> {
        if (!types.contains(file.status().st_mode & S_IFMT)) return std::nullopt;
        if (!test && !remove_path(file.path())) return std::nullopt;
        return call.str(file.path());
    };
}

Action exec_action(Call& call, const std::string& command) {
    return [&call, command](const Candidate& file) -> std::optional<Value> {
        std::string line = command;
        for (std::size_t at = 0; (at = line.find("{}", at)) != std::string::npos;
             at += file.path().size())
            line.replace(at, 2, file.path());
        const Value output = call.call("cmd.run_stdout", {{"cmd", line}, {"python_shell", false}});
        return call.str(format("{}:\n{}\n", line, output));
    };
}

struct Search {
    std::int64_t mindepth = 0;
    std::optional<std::int64_t> maxdepth = std::nullopt;
    std::vector<Criterion> criteria = {};
    std::vector<Action> actions = {};
};

void add_option(Call& call, Search& search, std::string_view option, const Value& value,
                bool test) {
    if (!value) throw BadArgument(format("missing value for \"{}\" option", option));
    if (auto criterion = find_criterion(option, value)) {
        search.criteria.push_back(std::move(*criterion));
    } else if (option == "print") {
        search.actions.push_back(print_action(call, to_text(value)));
    } else if (option == "exec") {
        search.actions.push_back(exec_action(call, to_text(value)));
    } else if (option == "delete") {
        const std::string letters = value.is_true() ? "f" : to_text(value);
        const std::set<mode_t> types = file_types(letters);
        search.criteria.push_back([types](const Candidate& file) {
            return types.contains(file.status().st_mode & S_IFMT);
        });
        search.actions.push_back(delete_action(call, letters, test));
    } else {
        throw BadArgument(format("invalid option \"{}\"", option));
    }
}

Search parse(Call& call, Rest rest, const Kwargs& options) {
    Search search;
    const bool test = static_cast<bool>(options["test"]);
    const auto has_word = [&](std::string_view word) {
        return std::any_of(rest.items.begin(), rest.items.end(),
                           [&](const Value& item) { return item.str_or("") == word; });
    };
    for (const Pair& pair : options.map.pairs()) {
        const std::string_view option = pair.key.str();
        if (option == "mindepth") {
            search.mindepth = pair.value.integer();
        } else if (option == "maxdepth") {
            search.maxdepth = pair.value.integer();
        } else if (option != "test" && !option.starts_with("_")) {
            add_option(call, search, option, pair.value, test);
        }
    }
    if (has_word("delete")) {
        add_option(call, search, "delete", "f", test);
    } else if (has_word("print")) {
        add_option(call, search, "print", "path", test);
    }
    if (search.actions.empty()) search.actions.push_back(print_action(call, ""));
    return search;
}

class Finding {
  public:
    Finding(const Search& search, std::vector<Value>& results)
        : search_(search), results_(results) {}

    void run(const std::string& top) {
        if (search_.mindepth < 1) look_at(top);
        const std::size_t base = normalized(top).size();
        for (const Listing& listing : walk(top)) {
            const std::string directory = normalized(listing.path);
            const std::string_view below =
                std::string_view(directory).substr(std::min(base, directory.size()));
            const std::int64_t depth = 1 + std::count(below.begin(), below.end(), '/');
            if (depth < search_.mindepth || (search_.maxdepth && depth > *search_.maxdepth))
                continue;
            for (const std::string& name : listing.directories) look_at(joined(listing.path, name));
            for (const std::string& name : listing.files) look_at(joined(listing.path, name));
        }
    }

  private:
    void look_at(std::string path) {
        const Candidate file(std::move(path));
        for (const Criterion& criterion : search_.criteria)
            if (!criterion(file)) return;
        for (const Action& action : search_.actions)
            if (const std::optional<Value> result = action(file)) results_.push_back(*result);
    }

    const Search& search_;
    std::vector<Value>& results_;
};

std::vector<std::string> glob_paths(const std::string& pattern) {
    std::vector<std::string> paths;
    glob_t found{};
    if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0)
        for (std::size_t n = 0; n < found.gl_pathc; ++n) paths.emplace_back(found.gl_pathv[n]);
    ::globfree(&found);
    return paths;
}

// Order of results, which are texts, numbers, or lists of these.
bool comes_before(const Value& a, const Value& b) {
    if (a.is_list() && b.is_list())
        return std::lexicographical_compare(a.items().begin(), a.items().end(), b.items().begin(),
                                            b.items().end(), comes_before);
    if (a.is_int() && b.is_int()) return a.integer() < b.integer();
    return to_text(a) < to_text(b);
}

Value find(Call& call, std::string_view path, Rest rest, Kwargs options) {
    Search search;
    try {
        search = parse(call, rest, options);
    } catch (const BadArgument& error) {
        return call.str(format("error: {}", error.what()));
    }
    std::vector<Value> results;
    for (const std::string& top : glob_paths(expand_user(path))) Finding(search, results).run(top);
    std::sort(results.begin(), results.end(), comes_before);
    List list = call.list();
    for (const Value& result : results) list.add(result);
    return list.value();
}

}  // namespace

void add_find_function(Plugin& p) {
    p.exec("file.find", find, "path"_a, "args"_a, "kwargs"_a)
        .doc(
            "Finds files, as find(1).\n\n- `path` (str): where to begin; may be a glob\n"
            "- `name`, `iname` (str): glob for the name\n"
            "- `regex`, `iregex` (str): regular expression for the name\n"
            "- `type` (str): letters of `bcdflps`\n- `owner`, `group` (str): names or numbers\n"
            "- `size` (str): such as `10k`, `+1m`, `-1g`\n"
            "- `mtime` (str): such as `3d`, `-1w2h`: at least, or with `-` at most, so long ago\n"
            "- `grep` (str): regular expression for the content\n"
            "- `mindepth`, `maxdepth` (int): levels below `path`\n"
            "- `print` (str, path): what to answer: group, md5, mode, mtime, name, path, size, "
            "type, user\n- `exec` (str): command to run, `{}` for the path\n"
            "- `delete` (str): remove those of these types; `test` only answers them\n\n"
            "Returns: sorted list, or a str `error: ...` for bad options.\n\n"
            "    brine call file.find /var/log name='*.gz' mtime=30d");
}

}  // namespace brine::file
