// SPDX-License-Identifier: Apache-2.0
#include "core/loader/describer.hpp"

#include "core/loader/file_rules.hpp"
#include "core/loader/library.hpp"
#include "core/loader/opened_plugin.hpp"

#include <brine/format.hpp>
#include <brine/support/msgpack.hpp>
#include <brine/support/process.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string_view>
#include <utility>

namespace brine::core {
namespace {

// Registering functions takes well under a millisecond; what takes this long hangs.
constexpr std::chrono::seconds patience{10};

// A record is its size (32 bit, least significant byte first) and a packed manifest.
void write_record(const std::string& bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    unsigned char head[4];
    for (unsigned n = 0; n < 4; ++n) head[n] = static_cast<unsigned char>(size >> (8 * n));
    std::fwrite(head, 1, sizeof head, stdout);
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    std::fflush(stdout);
}

// Takes the next whole record from the front of `stream`; empty when there is none.
std::string_view take_record(std::string_view& stream) {
    if (stream.size() < 4) return {};
    std::uint32_t size = 0;
    for (unsigned n = 0; n < 4; ++n)
        size |= std::uint32_t{static_cast<unsigned char>(stream[n])} << (8 * n);
    if (stream.size() - 4 < size) return {};
    const std::string_view record = stream.substr(4, size);
    stream.remove_prefix(4 + std::size_t{size});
    return record;
}

std::string end_of_worker(const support::ProcessResult& result) {
    if (result.timed_out)
        return format("does not come back from start() within {} s", patience.count());
    if (result.signal_number)
        return format("crashes while it is opened: {} (signal {})",
                      ::strsignal(*result.signal_number), *result.signal_number);
    return format("ends the program while it is opened (exit status {})",
                  result.exit_code.value_or(-1));
}

Manifest refused(const std::string& path, std::string reason) {
    Manifest manifest;
    manifest.path = path;
    manifest.refusal = file_refusal(path, manifest.stamp);
    if (manifest.refusal.empty()) manifest.refusal = std::move(reason);
    return manifest;
}

}  // namespace

std::vector<Manifest> describe_files(const std::string& worker,
                                     const std::vector<std::string>& paths) {
    std::vector<Manifest> manifests;
    while (manifests.size() < paths.size()) {
        support::Command command{.argv = {worker, "describe"}};
        command.argv.insert(command.argv.end(),
                            paths.begin() + static_cast<std::ptrdiff_t>(manifests.size()),
                            paths.end());
        const support::ProcessResult result = support::run_process(
            command, {.timeout = patience, .kill_grace = std::chrono::milliseconds(0)});
        std::string_view stream = result.out;
        while (manifests.size() < paths.size()) {
            const std::string_view record = take_record(stream);
            if (record.empty()) break;
            Arena arena;
            manifests.push_back(manifest_from(support::msgpack::unpack(arena.memory(), record)));
        }
        // The worker tells of each file before it opens the next: it is this one that ended it.
        if (manifests.size() < paths.size())
            manifests.push_back(refused(paths[manifests.size()], end_of_worker(result)));
    }
    return manifests;
}

Manifest describe_here(const std::string& path, const brine_host* host) {
    Manifest manifest;
    manifest.path = path;
    manifest.refusal = file_refusal(path, manifest.stamp);
    if (!manifest.refusal.empty()) return manifest;
    try {
        require_plugin_symbol(path);
        const FileStamp stamp = manifest.stamp;
        manifest = OpenedPlugin::open(path, host)->manifest();
        manifest.path = path;
        manifest.stamp = stamp;
    } catch (const std::exception& error) {
        manifest.refusal = error.what();
    }
    return manifest;
}

int describe_main(const std::vector<std::string>& paths, const brine_host* host) {
    for (const std::string& path : paths) {
        Arena arena;
        write_record(support::msgpack::pack(to_value(arena.memory(), describe_here(path, host))));
    }
    return 0;
}

}  // namespace brine::core
