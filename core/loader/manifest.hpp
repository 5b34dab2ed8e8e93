// SPDX-License-Identifier: Apache-2.0
//
// What is known of a plugin file without opening it: identity of the file, the descriptor's texts
// and the functions it offers, or the reason why it is refused.
#pragma once

#include <brine/build.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace brine::core {

// Tells whether a file is still the one that was looked at.
struct FileStamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;     // bytes
    std::int64_t modified = 0;  // nanoseconds since the epoch
    std::int64_t changed = 0;   // the same, of the inode: mode and owner count too
    bool operator==(const FileStamp&) const = default;
};

// A function as declared.
struct FunctionManifest {
    std::string kind;
    std::string name;
    std::string params;
    std::string doc;
    OwnedValue traits;  // a map or nil
};

struct Manifest {
    std::string path;
    FileStamp stamp;
    std::string refusal;  // empty: usable; else the rule that was broken and what to do
    std::string name;
    std::string version;
    std::string summary;
    std::uint32_t needs_minor = 0;
    std::vector<FunctionManifest> functions;

    [[nodiscard]] bool usable() const noexcept { return refusal.empty(); }
};

// As a Value, for the index and for telling it to another process.
[[nodiscard]] Value to_value(Memory memory, const Manifest& manifest);
// Error when the value is not of that shape.
[[nodiscard]] Manifest manifest_from(const Value& value);

}  // namespace brine::core
