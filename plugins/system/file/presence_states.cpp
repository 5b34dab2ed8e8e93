// SPDX-License-Identifier: Apache-2.0
//
// The states file.absent, exists, missing and touch.
#include <brine/sdk.hpp>

#include "groups.hpp"
#include "path.hpp"
#include "report.hpp"
#include "status.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

// What "{} is not an absolute path" and a missing name have in common; empty for a good path.
std::string path_flaw(std::string_view path, std::string_view function) {
    if (path.empty()) return format("Must provide name to file.{}", function);
    if (!is_absolute(path)) return format("Specified file {} is not an absolute path", path);
    return {};
}

StateResult absent(State& state, std::string_view) {
    Report report(state.memory(), expand_user(state.name()));
    const std::string& path = report.name;
    if (std::string flaw = path_flaw(path, "absent"); !flaw.empty())
        return report.fail(std::move(flaw)).finish(state);
    if (normalized(path).find_first_not_of('/') == std::string::npos)
        return report.fail("Refusing to make \"/\" absent").finish(state);
    const auto status = status_of(path, Links::keep);
    if (!status) {
        report.comment = format("File {} is not present", path);
        return report.finish(state);
    }
    const bool is_dir = S_ISDIR(status->st_mode);
    report.changes.set("removed", path);
    if (state.test()) {
        report.result = std::nullopt;
        report.comment = format("{} {} is set for removal", is_dir ? "Directory" : "File", path);
        return report.finish(state);
    }
    try {
        remove_path(path);
    } catch (const std::exception& error) {
        Report failed(state.memory(), path);
        return failed
            .fail(is_dir ? format("Failed to remove directory {}: {}", path, error.what())
                         : std::string(error.what()))
            .finish(state);
    }
    report.comment = format("Removed {} {}", is_dir ? "directory" : "file", path);
    return report.finish(state);
}

StateResult exists_state(State& state, std::string_view) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty()) return report.fail("Must provide name to file.exists").finish(state);
    if (!exists(report.name))
        return report.fail(format("Specified path {} does not exist", report.name)).finish(state);
    report.comment = format("Path {} exists", report.name);
    return report.finish(state);
}

StateResult missing(State& state, std::string_view) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty()) return report.fail("Must provide name to file.missing").finish(state);
    if (exists(report.name))
        return report.fail(format("Specified path {} exists", report.name)).finish(state);
    report.comment = format("Path {} is missing", report.name);
    return report.finish(state);
}

// Whether a wanted time in seconds is the one that a file has.
bool same_time(std::optional<double> wanted, const timespec& time) {
    constexpr double nanoseconds = 1e9;
    return !wanted || *wanted == static_cast<double>(time.tv_sec) +
                                     static_cast<double>(time.tv_nsec) / nanoseconds;
}

void preview_touch(Report& report, std::optional<double> atime, std::optional<double> mtime) {
    const auto status = status_of(report.name);
    if (!status) {
        report.result = std::nullopt;
        report.changes.set("new", report.name);
        report.comment = format("File {} is set to be created", report.name);
    } else if (same_time(atime, status->st_atim) && same_time(mtime, status->st_mtim)) {
        report.comment = format("File {} exists and has the correct times", report.name);
    } else {
        report.result = std::nullopt;
        report.changes.set("touched", report.name);
        report.comment = format("Times set to be updated on file {}", report.name);
    }
}

StateResult touch_state(State& state, std::string_view, std::optional<double> atime,
                        std::optional<double> mtime, bool makedirs) {
    Report report(state.memory(), expand_user(state.name()));
    const std::string& path = report.name;
    if (std::string flaw = path_flaw(path, "touch"); !flaw.empty())
        return report.fail(std::move(flaw)).finish(state);
    if (state.test()) {
        preview_touch(report, atime, mtime);
        return report.finish(state);
    }
    if (makedirs) make_parents(state.memory(), path, {});
    if (!is_directory(directory_of(path)))
        return report.fail(format("Directory not present to touch file {}", path)).finish(state);
    const bool was_there = exists(path);
    touch(path, atime, mtime);
    if (was_there) {
        report.comment =
            format("Updated times on {} {}", is_directory(path) ? "directory" : "file", path);
        report.changes.set("touched", path);
    } else {
        report.comment = format("Created empty file {}", path);
        report.changes.set("new", path);
    }
    return report.finish(state);
}

}  // namespace

void add_presence_states(Plugin& p) {
    p.state("file.absent", absent, "name"_a)
        .doc(
            "Removes a file, a link, or a directory with all that is in it.\n\n"
            "- `name` (str): absolute path\n\n    /etc/nologin:\n      file.absent: []");
    p.state("file.exists", exists_state, "name"_a)
        .doc(
            "Succeeds when there is something at a path; changes nothing.\n\n"
            "- `name` (str): path\n\n    /etc/passwd:\n      file.exists: []");
    p.state("file.missing", missing, "name"_a)
        .doc(
            "Succeeds when there is nothing at a path; changes nothing.\n\n"
            "- `name` (str): path\n\n    /etc/nologin:\n      file.missing: []");
    p.state("file.touch", touch_state, "name"_a, "atime"_a = nullptr, "mtime"_a = nullptr,
            "makedirs"_a = false)
        .doc(
            "Makes a file if it is missing, and sets its times.\n\n"
            "- `name` (str): absolute path\n"
            "- `atime`, `mtime` (number): seconds since 1970; now by default\n"
            "- `makedirs` (bool, false): make missing directories above it\n\n"
            "    /var/log/httpd/logrotate.empty:\n      file.touch: []");
}

}  // namespace brine::file
