// SPDX-License-Identifier: Apache-2.0
#include "brine/support/process.hpp"

#include <stdexcept>
#include <tuple>
#include <utility>

#include "child_process.hpp"
#include "pipe.hpp"
#include "prepared_command.hpp"
#include "process_supervisor.hpp"
#include "spawn.hpp"

namespace brine::support {
namespace {

void require_valid(const RunOptions& options) {
    if (options.timeout && options.timeout->count() <= 0) {
        throw std::invalid_argument("timeout is not positive");
    }
    if (options.kill_grace.count() < 0) throw std::invalid_argument("kill_grace is negative");
}

// The child's ends of its standard streams, next to ours.
struct StandardStreams {
    UniqueFd child_input;
    UniqueFd child_output;
    UniqueFd child_error;
    ChildPipes ours;
};

std::pair<UniqueFd, OutputReader> make_output(std::size_t limit) {
    Pipe pipe = make_pipe();
    set_non_blocking(pipe.reader);
    return {std::move(pipe.writer), OutputReader(std::move(pipe.reader), limit)};
}

std::pair<UniqueFd, InputWriter> make_input(std::string_view text) {
    if (text.empty()) return {open_null_device(), InputWriter()};
    Pipe pipe = make_pipe();
    set_non_blocking(pipe.writer);
    return {std::move(pipe.reader), InputWriter(std::move(pipe.writer), text)};
}

StandardStreams make_streams(const RunOptions& options) {
    StandardStreams streams;
    std::tie(streams.child_input, streams.ours.input) = make_input(options.input);
    std::tie(streams.child_output, streams.ours.out) = make_output(options.capture_limit);
    if (!options.merge_error_into_output) {
        std::tie(streams.child_error, streams.ours.err) = make_output(options.capture_limit);
    }
    return streams;
}

pid_t spawn_with(const PreparedCommand& command, const StandardStreams& streams) {
    const int output = streams.child_output.get();
    const int error = streams.child_error ? streams.child_error.get() : output;
    return spawn_child(command, {streams.child_input.get(), output, error});
}

}  // namespace

std::vector<std::string> shell_argv(std::string command, std::string shell) {
    return {std::move(shell), "-c", std::move(command)};
}

ProcessResult run_process(const Command& command, const RunOptions& options) {
    require_valid(options);
    const PreparedCommand prepared(command);
    StandardStreams streams = make_streams(options);
    ChildProcess child(spawn_with(prepared, streams), prepared.program());
    // As long as we hold the child's ends ourselves, the output never ends.
    streams.child_input.reset();
    streams.child_output.reset();
    streams.child_error.reset();
    return ProcessSupervisor(child, std::move(streams.ours), options).run();
}

pid_t start_detached(const Command& command) {
    const PreparedCommand prepared(command);
    const UniqueFd null_device = open_null_device();
    const int fd = null_device.get();
    return spawn_detached(prepared, {fd, fd, fd});
}

}  // namespace brine::support
