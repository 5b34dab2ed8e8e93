// SPDX-License-Identifier: Apache-2.0
#include "journal.hpp"

#include "look.hpp"

#include <brine/support/file.hpp>
#include <brine/support/json.hpp>

#include <array>

namespace brine::pkgfiles {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> action_names{"file",   "link",  "dir",
                                                       "remove", "rmdir", "save"};

Action action_from(std::string_view name) {
    for (std::size_t n = 0; n < action_names.size(); ++n)
        if (action_names[n] == name) return static_cast<Action>(n);
    throw BadArgument(format("'{}' is no operation on files", name));
}

std::string_view name_of(Action action) { return action_names[static_cast<std::size_t>(action)]; }

template <class Id>
std::optional<Id> id_from(const Value& value) {
    if (!value.is_int()) return std::nullopt;
    return static_cast<Id>(value.integer());
}

std::int64_t number_or(const Value& value, std::int64_t fallback) {
    return value.is_int() ? value.integer() : fallback;
}

std::optional<Before> before_from(const Value& found) {
    if (found.is_nil()) return std::nullopt;
    return Before{.type = std::string(found["type"].str()),
                  .mode = static_cast<mode_t>(found["mode"].integer()),
                  .uid = static_cast<uid_t>(found["uid"].integer()),
                  .gid = static_cast<gid_t>(found["gid"].integer())};
}

Operation operation_from(const Value& value) {
    return {.action = action_from(value["action"].str()),
            .path = fs::path(value["path"].bytes()),
            .from = fs::path(value["from"].str_or("")),
            .source = std::string(value["source"].str_or("")),
            .sha256 = std::string(value["sha256"].str_or("")),
            .link = std::string(value["link"].str_or("")),
            .mode = static_cast<mode_t>(number_or(value["mode"], 0) & 0777),
            .uid = id_from<uid_t>(value["uid"]),
            .gid = id_from<gid_t>(value["gid"]),
            .mtime = number_or(value["mtime"], 0),
            .before = before_from(value["before"])};
}

Value to_value(Call& call, const Operation& operation) {
    Map map(call.memory());
    map.add("action", Value::stable(name_of(operation.action)));
    map.add("path", call.str(operation.path.native()));
    map.add("from", call.str(operation.from.native()));
    map.add("source", call.str(operation.source));
    map.add("sha256", call.str(operation.sha256));
    map.add("link", call.str(operation.link));
    map.add("mode", static_cast<std::int64_t>(operation.mode));
    map.add("uid", operation.uid ? Value(static_cast<std::int64_t>(*operation.uid)) : Value());
    map.add("gid", operation.gid ? Value(static_cast<std::int64_t>(*operation.gid)) : Value());
    map.add("mtime", operation.mtime);
    if (const auto& before = operation.before)
        map.add("before", call.map({{"type", before->type},
                                    {"mode", static_cast<std::int64_t>(before->mode)},
                                    {"uid", static_cast<std::int64_t>(before->uid)},
                                    {"gid", static_cast<std::int64_t>(before->gid)}}));
    return map.value();
}

// Links of others among the directories may not lead the transaction out of its root.
void require_inside(const fs::path& path, const fs::path& root) {
    if (root.empty()) return;
    const fs::path real_root = fs::weakly_canonical(root);
    const fs::path real_parent = fs::weakly_canonical(path.parent_path());
    const std::string inside = real_root.native() + "/";
    if (real_parent == real_root || real_parent.native().starts_with(inside)) return;
    throw Error(format("'{}' leads out of '{}' through a symbolic link, to '{}'", path.native(),
                       root.native(), real_parent.native()));
}

void require_possible(const Operation& operation) {
    const bool wants_directory = operation.action == Action::directory;
    const bool puts = operation.action == Action::file || operation.action == Action::link ||
                      operation.action == Action::save;
    if (!operation.before) return;
    const std::string& type = operation.before->type;
    if (puts && type != "file" && type != "link")
        throw Error(format("'{}' is in the way: a {}, where the package has a file",
                           operation.path.native(), type == "dir" ? "directory" : "special file"));
    std::error_code error;
    if (wants_directory && type != "dir" && !fs::is_directory(operation.path, error))
        throw Error(format("'{}' is in the way: the package has a directory there",
                           operation.path.native()));
}

}  // namespace

std::vector<Operation> plan(Call& call, const Value& operations) {
    std::vector<Operation> all;
    all.reserve(operations.size());
    fs::path checked;  // operations of a directory follow each other
    for (const Value& value : operations.items()) {
        Operation operation = operation_from(value);
        if (operation.path.parent_path() != checked || checked.empty()) {
            require_inside(operation.path, fs::path(value["root"].str_or("")));
            checked = operation.path.parent_path();
        }
        operation.before = before_from(look_at(call, operation.path.native(), ""));
        require_possible(operation);
        all.push_back(std::move(operation));
    }
    return all;
}

void save_journal(Call& call, const fs::path& directory, const std::vector<Operation>& operations) {
    List list(call.memory());
    for (const Operation& operation : operations) list.add(to_value(call, operation));
    support::replace_file(directory / "files.json", support::json::dump(list.value()),
                          {.mode = 0600});
}

std::optional<std::vector<Operation>> load_journal(Call& call, const fs::path& directory) {
    const fs::path path = directory / "files.json";
    std::error_code error;
    if (!fs::exists(path, error)) return std::nullopt;
    const Value list = support::json::load(call.memory(), support::read_file(path), path.native());
    std::vector<Operation> operations;
    for (const Value& value : list.items()) operations.push_back(operation_from(value));
    return operations;
}

fs::path old_path(const fs::path& directory, std::size_t number) {
    return directory / "old" / std::to_string(number);
}

fs::path new_path(const fs::path& directory, const std::string& source) {
    return directory / "new" / source;
}

}  // namespace brine::pkgfiles
