// SPDX-License-Identifier: Apache-2.0
#include "routes.hpp"

#include <brine/support/text.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <sstream>
#include <vector>

#include <arpa/inet.h>
#include <net/route.h>
#include <netinet/in.h>

namespace brine::grains {

namespace {

std::vector<std::string> words_of(std::string_view line) {
    std::istringstream stream{std::string(line)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::optional<std::uint32_t> hexadecimal(std::string_view text) {
    std::uint32_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

// 32 hexadecimal digits, most significant first.
std::string ip6_address(std::string_view digits) {
    in6_addr raw{};
    for (std::size_t n = 0; n < sizeof raw.s6_addr; ++n) {
        const auto byte = hexadecimal(digits.substr(n * 2, 2));
        if (!byte) return "";
        raw.s6_addr[n] = static_cast<std::uint8_t>(*byte);
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    return ::inet_ntop(AF_INET6, &raw, text.data(), text.size());
}

}  // namespace

std::optional<std::string> default_gateway_ip4(std::string_view routes) {
    // Iface Destination Gateway Flags RefCnt Use Metric Mask ...; addresses in network order.
    for (const std::string_view line : support::split(routes, '\n')) {
        const std::vector<std::string> words = words_of(line);
        if (words.size() < 8 || words[1] != "00000000" || words[7] != "00000000") continue;
        const auto gateway = hexadecimal(words[2]);
        const auto flags = hexadecimal(words[3]);
        if (!gateway || !flags || (*flags & RTF_REJECT) != 0) continue;
        if (*gateway == 0) return "";
        const in_addr raw{*gateway};
        std::array<char, INET_ADDRSTRLEN> text{};
        return ::inet_ntop(AF_INET, &raw, text.data(), text.size());
    }
    return std::nullopt;
}

std::optional<std::string> default_gateway_ip6(std::string_view routes) {
    static const std::string any(32, '0');
    // Destination PrefixLength Source PrefixLength NextHop Metric RefCnt Use Flags Device
    for (const std::string_view line : support::split(routes, '\n')) {
        const std::vector<std::string> words = words_of(line);
        if (words.size() < 10 || words[0] != any || words[1] != "00" || words[4].size() != 32)
            continue;
        const auto flags = hexadecimal(words[8]);
        if (!flags || (*flags & RTF_REJECT) != 0 || words[9] == "lo") continue;
        return words[4] == any ? std::string() : ip6_address(words[4]);
    }
    return std::nullopt;
}

}  // namespace brine::grains
