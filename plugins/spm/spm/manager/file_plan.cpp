// SPDX-License-Identifier: Apache-2.0
#include "manager/file_plan.hpp"

#include <brine/support/text.hpp>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t directory_mode = 0755;

Value list_of(Call& call, const std::vector<Value>& values) {
    List list(call.memory());
    for (const Value& value : values) list.add(value);
    return list.value();
}

bool is_type(const Value& found, std::string_view type) { return found["type"].str_or("") == type; }

}  // namespace

bool unchanged(const Value& record, const Value& found) {
    if (found.is_nil()) return false;
    const std::string_view type = record["type"].str();
    if (found["type"].str() != type) return false;
    if (type == "link") return found["link"].str() == record["link"].str();
    if (type == "file") return found["digest"].str_or("") == record["sum"].str();
    return true;
}

FilePlan::FilePlan(Session& session)
    : session_(session),
      uid_(session.settings.uid.value_or(::geteuid())),
      gid_(session.settings.gid.value_or(::getegid())),
      owners_(session.call.map({})) {
    if (const passwd* entry = ::getpwuid(static_cast<uid_t>(uid_))) user_ = entry->pw_name;
    if (const ::group* entry = ::getgrgid(static_cast<gid_t>(gid_))) group_ = entry->gr_name;
}

// Looks at all destinations at once, and asks once whom they belong to.
void FilePlan::load_existing(const UnpackedPackage& package, const Value& destinations) {
    existing_.clear();
    old_.clear();
    for (const Value& file : package.old_files.items())
        old_.emplace(std::string(file["path"].str()), file);
    std::vector<Value> paths;
    std::vector<Value> compared;
    for (const Value& destination : destinations.items()) {
        if (destination.is_nil()) continue;
        const bool known = old_.contains(std::string(destination["path"].str()));
        (known ? compared : paths).push_back(destination["path"]);
    }
    std::vector<Value> there;
    const auto look = [&](const std::vector<Value>& which, const char* digest) {
        const Value found =
            session_.files("look", {list_of(session_.call, which), std::string_view(digest)});
        for (std::size_t n = 0; n < which.size(); ++n) {
            if (found.items()[n].is_nil()) continue;
            existing_.emplace(std::string(which[n].str()), found.items()[n]);
            there.push_back(which[n]);
        }
    };
    look(paths, "");
    look(compared, "sha1");
    owners_ = session_.db("owners", {list_of(session_.call, there)});
}

Value FilePlan::install(const UnpackedPackage& package) {
    List paths(session_.call.memory());
    for (const Value& member : package.members.items()) paths.add(member["path"]);
    const Value destinations =
        session_.files("place", {session_.places(), package.name, package.formula, paths.value()});
    load_existing(package, destinations);

    List records(session_.call.memory());
    std::unordered_set<std::string> recorded;
    for (std::size_t n = 0; n < destinations.size(); ++n) {
        const Value destination = destinations.items()[n];
        if (destination.is_nil()) continue;
        const Value member = package.members.items()[n];
        const std::string path(destination["path"].str());
        make_parents(path, fs::path(destination["root"].str()), records, recorded);
        if (!recorded.insert(path).second) {
            if (is_type(member, "dir")) continue;
            throw Error(format("{}: two members of the package go to '{}'", package.name, path));
        }
        records.add(record(member, path, destination["config"].is_true()));
        if (is_type(member, "dir")) {
            if (planned_directories_.insert(path).second)
                directories_.push_back(session_.call.map({{"action", "dir"},
                                                          {"path", path},
                                                          {"root", destination["root"]},
                                                          {"mode", member["mode"]},
                                                          {"uid", uid_},
                                                          {"gid", gid_}}));
        } else {
            put(package, member, destination);
        }
    }
    drop_old(package, recorded);
    return records.value();
}

// The directories above `path`: those of the package are recorded as its own, those that lead to
// the root only made.
void FilePlan::make_parents(const fs::path& path, const fs::path& root, List& records,
                            std::unordered_set<std::string>& recorded) {
    std::vector<fs::path> parents;
    for (fs::path parent = path.parent_path(); parent.has_relative_path();
         parent = parent.parent_path()) {
        if (planned_directories_.contains(parent.native()) && recorded.contains(parent.native()))
            break;
        parents.push_back(parent);
    }
    for (auto parent = parents.rbegin(); parent != parents.rend(); ++parent) {
        const bool below_root = parent->native().size() > root.native().size();
        if (below_root && recorded.insert(parent->native()).second)
            records.add(session_.call.map({{"path", parent->native()},
                                           {"type", "dir"},
                                           {"size", 0},
                                           {"mode", directory_mode},
                                           {"user", user_},
                                           {"group", group_},
                                           {"mtime", 0}}));
        if (!planned_directories_.insert(parent->native()).second) continue;
        directories_.push_back(session_.call.map({{"action", "dir"},
                                                  {"path", parent->native()},
                                                  {"root", below_root ? root.native() : ""},
                                                  {"mode", directory_mode},
                                                  {"uid", below_root ? Value(uid_) : Value()},
                                                  {"gid", below_root ? Value(gid_) : Value()}}));
    }
}

void FilePlan::put(const UnpackedPackage& package, const Value& member, const Value& destination) {
    std::string path(destination["path"].str());
    const auto [other, is_free] = taken_.emplace(path, package.name);
    if (!is_free) conflicts_[package.name].push_back(format("{} (of {})", path, other->second));
    if (const auto found = existing_.find(path); found != existing_.end()) {
        const auto old = old_.find(path);
        bool own = old != old_.end();
        for (const Value& owner : owners_[path].items()) {
            if (owner.str() == package.name) continue;
            own = true;  // told as a conflict already
            conflicts_[package.name].push_back(format("{} (of {})", path, owner));
        }
        if (!own) conflicts_[package.name].push_back(path);
        if (old != old_.end() && !unchanged(old->second, found->second))
            path = keep_changed(member, path, destination["config"].is_true());
    }
    puts_.push_back(session_.call.map(
        {{"action", is_type(member, "link") ? Value("link") : Value("file")},
         {"path", path},
         {"root", destination["root"]},
         {"source", package.source_prefix + std::string(member["source"].str_or(""))},
         {"sha256", member["sha256"].str_or("")},
         {"link", member["link"].str_or("")},
         {"mode", member["mode"]},
         {"uid", uid_},
         {"gid", gid_},
         {"mtime", member["mtime"]}}));
}

// A file of the old version that somebody has changed. A configuration stays, and what the package
// brings goes beside it; of anything else the changed one is kept beside. Answers where the
// package's file goes.
std::string FilePlan::keep_changed(const Value& member, const std::string& path, bool config) {
    // Changed to what the new version brings anyway.
    const Value found = session_.files("look", {session_.call.list({path}), "sha256"}).items()[0];
    if (is_type(found, "file") && found["digest"].str_or("") == member["sha256"].str_or("-"))
        return path;
    const std::string beside = path + (config ? ".spmnew" : ".spmsave");
    changed_.push_back(session_.call.map({{"path", path}, {"beside", beside}, {"config", config}}));
    if (config) return beside;
    if (is_type(found, "file"))
        puts_.push_back(session_.call.map({{"action", "save"},
                                           {"path", beside},
                                           {"from", path},
                                           {"sha256", found["digest"]},
                                           {"mode", found["mode"]}}));
    return path;
}

// Files of the old version that the new one has not.
void FilePlan::drop_old(const UnpackedPackage& package,
                        const std::unordered_set<std::string>& kept) {
    std::vector<Value> gone;
    for (const Value& file : package.old_files.items())
        if (!kept.contains(std::string(file["path"].str()))) gone.push_back(file);
    drop(gone);
}

void FilePlan::remove(std::string_view package, const Value& files) {
    std::vector<Value> own;
    List paths(session_.call.memory());
    for (const Value& file : files.items()) paths.add(file["path"]);
    const Value owners = session_.db("owners", {paths.value()});
    for (const Value& file : files.items()) {
        // What another package has as well stays for that.
        const bool shared =
            std::ranges::any_of(owners[file["path"].str()].items(),
                                [&](const Value& owner) { return owner.str() != package; });
        if (!shared || is_type(file, "dir")) own.push_back(file);
    }
    drop(own);
}

void FilePlan::drop(const std::vector<Value>& files) {
    std::vector<Value> paths;
    for (const Value& file : files) paths.push_back(file["path"]);
    const Value found =
        session_.files("look", {list_of(session_.call, paths), std::string_view("sha1")});
    for (std::size_t n = 0; n < files.size(); ++n) {
        const Value& file = files[n];
        const std::string path(file["path"].str());
        const Value here = found.items()[n];
        if (is_type(file, "dir")) {
            if (is_type(here, "dir") && !planned_directories_.contains(path))
                empty_directories_.insert(path);
            continue;
        }
        if (here.is_nil() || taken_.contains(path)) continue;
        if (!unchanged(file, here)) {
            changed_.push_back(
                session_.call.map({{"path", path}, {"beside", nullptr}, {"config", false}}));
            continue;
        }
        removals_.push_back(session_.call.map({{"action", "remove"}, {"path", path}}));
    }
}

Value FilePlan::record(const Value& member, const std::string& path, bool config) const {
    return session_.call.map({{"path", path},
                              {"type", member["type"]},
                              {"size", member["size"]},
                              {"mode", member["mode"]},
                              {"sum", member["sum"].str_or("")},
                              {"sha256", member["sha256"].str_or("")},
                              {"link", member["link"].str_or("")},
                              {"user", user_},
                              {"group", group_},
                              {"mtime", member["mtime"]},
                              {"config", config}});
}

void FilePlan::require_no_conflicts() const {
    if (conflicts_.empty() || session_.wishes().force) return;
    std::string text;
    for (const auto& [package, paths] : conflicts_) {
        if (!text.empty()) text += "\n";
        text += format("Not installing {} due to existing files:\n\n{}", package,
                       support::join(paths, "\n"));
    }
    throw Error(text);
}

void FilePlan::hand_over(Transaction& transaction) const {
    for (const Value& operation : directories_) transaction.add_operation(operation);
    for (const Value& operation : puts_) transaction.add_operation(operation);
    for (const Value& operation : removals_) transaction.add_operation(operation);
    for (const std::string& path : empty_directories_)
        transaction.add_operation(session_.call.map({{"action", "rmdir"}, {"path", path}}));
}

}  // namespace brine::spm
