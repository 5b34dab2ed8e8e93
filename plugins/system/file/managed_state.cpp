// SPDX-License-Identifier: Apache-2.0
#include "managed_state.hpp"

#include "check_command.hpp"
#include "managed_content.hpp"
#include "managed_file.hpp"
#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "salt_url.hpp"

namespace brine::file {
namespace {

bool keeps_mode(const ManagedArguments& arguments) {
    const std::string_view mode = arguments.mode.str_or("");
    return mode == "keep" || mode == "Keep" || mode == "KEEP";
}

// What is wrong with the arguments among themselves; empty when nothing is.
std::string contradiction(const ManagedArguments& arguments) {
    const int given = arguments.contents.given();
    if (arguments.source && given > 0)
        return "'source' cannot be used in combination with 'contents', 'contents_pillar', or "
               "'contents_grains'";
    if (keeps_mode(arguments) && given > 0)
        return "Mode preservation cannot be used in combination with 'contents', "
               "'contents_pillar', or 'contents_grains'";
    if (given > 1)
        return "Only one of 'contents', 'contents_pillar', and 'contents_grains' is permitted";
    return {};
}

// What keeps the file from being managed at all; empty when nothing does.
std::string obstacle(State& state, const std::string& name, const ManagedArguments& arguments) {
    std::string owner = missing_owner(state, arguments.user, arguments.group, state.test());
    if (!owner.empty()) return owner;
    if (!is_absolute(name)) return format("Specified file {} is not an absolute path", name);
    if (is_directory(name)) return format("Specified target {} is a directory", name);
    if (!arguments.context.is_nil() && !arguments.context.is_map())
        return "Context must be formed as a dict";
    if (arguments.defaults && !arguments.defaults.is_map())
        return "Defaults must be formed as a dict";
    return {};
}

// An existing file whose content stays: only owner and mode are looked after.
void keep_content(State& state, Report& report, const WantedFile& wanted) {
    const bool test = state.test();
    const auto before = status_or_link(report.name, wanted.links);
    apply_permissions(report.name, wanted.permissions, wanted.links, test, report);
    if (test) {
        const std::string mode = before ? mode_text(before->st_mode) : std::string();
        const auto& wanted_mode = wanted.permissions.mode;
        report.comment =
            wanted_mode && *wanted_mode != mode
                ? format("File {} will be updated with permissions {} from its current state of {}",
                         report.name, *wanted_mode, mode)
                : format("File {} not updated", report.name);
    } else if (report.changes.empty() && report.result.value_or(false)) {
        report.comment =
            format("File {} exists with proper permissions. No changes made.", report.name);
    }
}

void preview(State& state, Report& report, const WantedFile& wanted) {
    preview_file(state, report, wanted);
    if (report.changes.empty()) {
        report.comment = format("The file {} is in the correct state", report.name);
        return;
    }
    report.result = std::nullopt;
    report.comment = format(
        "The file {} is set to be changed\nNote: No changes made, actual changes may\nbe "
        "different due to other states.",
        report.name);
}

// Has the new content checked by the user's command before it gets into place; whether it is fine.
bool passes_check(State& state, Report& report, const ManagedArguments& arguments,
                  const WantedFile& wanted) {
    if (!arguments.check_cmd || arguments.check_cmd->empty() || !wanted.content) return true;
    if (exists(report.name) && wanted.content->equals_file(report.name)) return true;
    return check_content(state, report, *arguments.check_cmd, wanted, arguments.tmp_dir,
                         arguments.tmp_ext);
}

WantedFile wanted_file(const ManagedArguments& arguments) {
    WantedFile wanted;
    wanted.permissions = {
        .user = arguments.user,
        .group = arguments.group,
        .mode = keeps_mode(arguments) ? std::nullopt : normalized_mode(arguments.mode)};
    wanted.make_parents = arguments.makedirs;
    wanted.parent_mode = normalized_mode(arguments.dir_mode);
    wanted.links = arguments.follow_symlinks ? Links::follow : Links::keep;
    wanted.show_changes = arguments.show_changes;
    wanted.backup = arguments.backup;
    return wanted;
}

void add_source(State& state, const Report& report, const ManagedArguments& arguments,
                WantedFile& wanted) {
    const auto source = find_managed_source(state, report.name, arguments);
    if (!source) return;
    wanted.from_source = true;
    wanted.content = source_content(state, report.name, arguments, *source);
    if (!keeps_mode(arguments)) return;
    if (const auto status = status_of(source->path))
        wanted.permissions.mode = mode_text(status->st_mode);
}

void run(State& state, Report& report, const ManagedArguments& arguments) {
    WantedFile wanted = wanted_file(arguments);
    wanted.content = given_content(state, report.name, arguments, wanted.show_changes);
    if (!arguments.create && !is_regular(report.name)) {
        report.comment = format("File {} is not present and is not set for creation", report.name);
        return;
    }
    if (std::string reason = obstacle(state, report.name, arguments); !reason.empty()) {
        report.fail(std::move(reason));
        return;
    }
    const bool has_content = arguments.source || arguments.contents.given() > 0;
    if ((!arguments.replace || !has_content) && exists(report.name))
        return keep_content(state, report, wanted);

    add_source(state, report, arguments, wanted);
    if (state.test()) return preview(state, report, wanted);
    if (passes_check(state, report, arguments, wanted)) manage_file(state, report, wanted);
}

}  // namespace

StateResult managed(State& state, const ManagedArguments& arguments) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty()) return report.fail("Destination file name is required").finish(state);
    if (std::string flaw = contradiction(arguments); !flaw.empty())
        return report.fail(std::move(flaw)).finish(state);
    try {
        run(state, report, arguments);
    } catch (const Cancelled&) {
        throw;
    } catch (const BadArgument&) {
        throw;
    } catch (const Error& error) {
        report.fail(error.what());
    } catch (const std::exception& error) {  // the system refuses something
        report.fail(format("Unable to manage file: {}", error.what()));
    }
    return report.finish(state);
}

}  // namespace brine::file
