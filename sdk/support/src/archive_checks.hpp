// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brine/support/archive.hpp"

#include <unordered_map>

namespace brine::support::archive {

/// What was seen of an archive so far, and the rules for what may follow.
class Checks {
  public:
    Checks(std::string name, const Limits& limits) : name_(std::move(name)), limits_(limits) {}

    /// Brings the path (and a hard link's target) into its plain form and checks everything that
    /// can be known before the content is read.
    void accept(Member& member);

    /// Bytes of the current member's content that have arrived.
    void count(const Member& member, std::uint64_t bytes);

    /// Forgets the name of a member that was accepted.
    void release(const std::string& path) { seen_.erase(path); }

    [[noreturn]] void refuse(Error::Kind kind, std::string_view member_path,
                             std::string_view reason) const;
    [[noreturn]] void fail(Error::Kind kind, std::string_view reason) const;

  private:
    [[nodiscard]] std::string plain_path(std::string_view path, std::string_view shown) const;
    void check_parents(const std::string& path) const;
    void check_symlink(const Member& member) const;
    void check_hardlink(Member& member) const;

    std::string name_;
    Limits limits_;
    std::unordered_map<std::string, MemberType> seen_;
    std::uint64_t members_ = 0;
    std::uint64_t member_bytes_ = 0;
    std::uint64_t total_bytes_ = 0;
};

}  // namespace brine::support::archive
