// SPDX-License-Identifier: Apache-2.0
//
// What happens to files when packages come and go.
#pragma once

#include "manager/transaction.hpp"

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace brine::spm {

// A package as spm-package's `unpack` answers it.
struct UnpackedPackage {
    std::string name;
    Value formula;
    Value members;
    std::string source_prefix;  // of the members' "source" below new/
    Value old_files;            // the records of the version that is installed, or nil
};

// Collects the operations of a whole transaction and finds what is in the way.
class FilePlan {
  public:
    explicit FilePlan(Session& session);

    // Answers the records for the database.
    Value install(const UnpackedPackage& package);
    // `files`: the records of the database.
    void remove(std::string_view package, const Value& files);

    // Files that are in the way of a package, by package: Error unless there are none, or they are
    // to be overwritten.
    void require_no_conflicts() const;

    // Hands the operations over, in an order in which they can be made.
    void hand_over(Transaction& transaction) const;

    // Files that were changed since they were installed: {"path", "kept_as"}.
    [[nodiscard]] const std::vector<Value>& changed() const { return changed_; }

  private:
    void make_parents(const std::filesystem::path& path, const std::filesystem::path& root,
                      List& records, std::unordered_set<std::string>& recorded);
    void put(const UnpackedPackage& package, const Value& member, const Value& destination);
    void drop_old(const UnpackedPackage& package, const std::unordered_set<std::string>& kept);
    void drop(const std::vector<Value>& files);
    std::string keep_changed(const Value& member, const std::string& path, bool config);
    Value record(const Value& member, const std::string& path, bool config) const;
    void load_existing(const UnpackedPackage& package, const Value& destinations);

    Session& session_;
    std::int64_t uid_;
    std::int64_t gid_;
    std::string user_;
    std::string group_;
    std::vector<Value> directories_;
    std::vector<Value> puts_;
    std::vector<Value> removals_;
    std::set<std::string, std::greater<>> empty_directories_;  // children before parents
    std::unordered_set<std::string> planned_directories_;
    std::unordered_map<std::string, std::string> taken_;  // path to package, of this transaction
    std::unordered_map<std::string, Value> existing_;     // what is at the paths of the package
    std::unordered_map<std::string, Value> old_;          // its old records by path
    std::map<std::string, std::vector<std::string>> conflicts_;
    Value owners_;
    std::vector<Value> changed_;
};

// Whether a file is what the database says of it, by what `look` with "sha1" found there.
[[nodiscard]] bool unchanged(const Value& record, const Value& found);

}  // namespace brine::spm
