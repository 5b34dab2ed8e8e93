// SPDX-License-Identifier: Apache-2.0
//
// The operations of a transaction, on the disk before the first of them is made. Whatever happens
// then, undo() can tell from the journal and from what it finds how far they came.
//
// In the directory of a transaction:
//   files.json  the journal
//   new/N       what the manager unpacked, to be moved into place
//   old/N       what was in the place of operation N
#pragma once

#include <brine/sdk.hpp>

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace brine::pkgfiles {

// `save` puts a copy of what is at `from` to `path`, before something else takes its place.
enum class Action { file, link, directory, remove, remove_directory, save };

// What was at a path before the transaction.
struct Before {
    std::string type;
    mode_t mode = 0;
    uid_t uid = 0;
    gid_t gid = 0;
};

struct Operation {
    Action action = Action::file;
    std::filesystem::path path;
    std::filesystem::path from;  // of save
    std::string source;          // of a file: its name in new/
    std::string sha256;          // of a file
    std::string link;            // of a link: its target
    mode_t mode = 0;
    std::optional<uid_t> uid;
    std::optional<gid_t> gid;
    std::int64_t mtime = 0;
    std::optional<Before> before;
};

// Checks the operations that the manager asks for, and notes what is there. Error when one leads
// out of its root through a link, or something is in the way.
[[nodiscard]] std::vector<Operation> plan(Call& call, const Value& operations);

void save_journal(Call& call, const std::filesystem::path& directory,
                  const std::vector<Operation>& operations);
// Nothing when the transaction has no journal yet, so that nothing has been touched.
[[nodiscard]] std::optional<std::vector<Operation>> load_journal(
    Call& call, const std::filesystem::path& directory);

// Where operation `number` keeps what it replaces.
[[nodiscard]] std::filesystem::path old_path(const std::filesystem::path& directory,
                                             std::size_t number);
[[nodiscard]] std::filesystem::path new_path(const std::filesystem::path& directory,
                                             const std::string& source);

}  // namespace brine::pkgfiles
