// SPDX-License-Identifier: Apache-2.0
#include "check_command.hpp"

#include <unistd.h>
#include <brine/support/file.hpp>

#include <cstdlib>
#include <random>

#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"

namespace brine::file {
namespace {

// Removes the file at its path when it goes.
class Removed {
  public:
    explicit Removed(std::string path) : path_(std::move(path)) {}
    Removed(const Removed&) = delete;
    Removed& operator=(const Removed&) = delete;
    ~Removed() { ::unlink(path_.c_str()); }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    std::string path_;
};

std::string temporary_path(std::string_view directory, std::string_view extension) {
    const char* variable = std::getenv("TMPDIR");
    const std::string_view usual = variable != nullptr && *variable != '\0' ? variable : "/tmp";
    std::random_device random;
    return joined(directory.empty() ? usual : directory,
                  format("__salt.tmp.{}{}{}", random(), random(), extension));
}

}  // namespace

bool run_check(Call& call, Report& report, std::string_view command, std::string_view path) {
    const Value result = call.call("cmd.run_all", {{"cmd", format("{} {}", command, path)}});
    if (result["retcode"] == Value(0)) return true;
    report.fail("check_cmd execution failed");
    report.skip_watch = true;
    for (const char* stream : {"stdout", "stderr"})
        if (const std::string_view output = result[stream].str_or(""); !output.empty())
            report.comment.append("\n").append(output);
    return false;
}

bool check_content(Call& call, Report& report, std::string_view command, const WantedFile& wanted,
                   std::string_view directory, std::string_view extension) {
    constexpr mode_t private_mode = 0600;
    const Removed file(temporary_path(directory, extension));
    support::replace_file(
        file.path(), wanted.content->bytes(),
        {.mode = wanted.permissions.mode ? mode_bits(*wanted.permissions.mode) : private_mode,
         .uid = uid_of(wanted.permissions.user),
         .gid = gid_of(wanted.permissions.group),
         .keep_existing = false});
    return run_check(call, report, command, file.path());
}

}  // namespace brine::file
