// SPDX-License-Identifier: Apache-2.0
//
// The commands of spm, as functions: what the command line shows and what `spm.*` answer.
#pragma once

#include "manager/resolver.hpp"

namespace brine::spm {

// ---- what changes packages; each takes the lock, and first settles what was interrupted ----

// `words` are names, demands ("a=202611") and files. Answers {"installed": [{"name", "version",
// "old", "reason", "source"}], "changed": [...], "optional", "recommended", "hooks_failed": text or
// nil, "dry_run": bool}.
Value install(Session& session, const std::vector<std::string>& words);
// All that is installed if `names` is empty.
Value upgrade(Session& session, const std::vector<std::string>& names);
// Answers {"removed": [{"name", "version"}], "changed": [...], "kept_directories", "dry_run"}.
Value remove(Session& session, const std::vector<std::string>& names, bool cascade);
Value autoremove(Session& session);
// Downloads packages and what they depend on into `directory`.
Value download(Session& session, const std::vector<std::string>& words,
               const std::filesystem::path& directory, bool with_dependencies);
Value clean(Session& session);

// Finishes or undoes what was interrupted, if somebody may.
void settle(Session& session);

// ---- what only looks ----

Value list_packages(Session& session);
Value info(Session& session, std::string_view name);
Value list_files(Session& session, std::string_view name);
Value local_info(Session& session, const std::string& file);
Value local_files(Session& session, const std::string& file);
Value list_repositories(Session& session);
// Packages of the repositories whose name has `term`; with `everywhere` in their texts, too.
Value search(Session& session, std::string_view term, bool everywhere);
Value outdated(Session& session);
// {"problems": [{"package", "path", "problem"}], "files": N}
Value verify(Session& session, const std::vector<std::string>& names);
Value owner(Session& session, const std::vector<std::string>& paths);
Value depends(Session& session, const std::string& name);
Value dependants(Session& session, const std::string& name);
Value history(Session& session, std::int64_t limit);

// ---- packages and repositories as files ----

Value build(Session& session, const std::string& directory, bool preserve);
Value create_repo(Session& session, const std::string& directory, bool sign,
                  const std::string& key);
Value update_repo(Session& session, std::string_view name);
// Packages, SPM-METADATA, or directories, which stand for their SPM-METADATA.
Value sign(Session& session, const std::vector<std::string>& paths, const std::string& key);

}  // namespace brine::spm
