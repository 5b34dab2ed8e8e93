// SPDX-License-Identifier: Apache-2.0
#include "host_names.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace brine::grains {

namespace {

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : line) {
        if (std::isspace(static_cast<unsigned char>(c)) == 0) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

void add_once(std::vector<std::string>& list, const std::string& item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

std::string folded(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool has_name(const HostsEntry& entry, const std::string& name) {
    return std::any_of(entry.names.begin(), entry.names.end(), [&](const std::string& candidate) {
        return folded(candidate) == folded(name);
    });
}

std::string dotted(std::uint32_t address) {
    const in_addr raw{htonl(address)};
    std::array<char, INET_ADDRSTRLEN> text{};
    return ::inet_ntop(AF_INET, &raw, text.data(), text.size());
}

// The netmask of a class A, B or C network; all ones for other addresses.
std::uint32_t natural_mask(std::uint32_t address) {
    if ((address >> 31U) == 0) return 0xFF000000U;
    if ((address >> 30U) == 2) return 0xFFFF0000U;
    if ((address >> 29U) == 6) return 0xFFFFFF00U;
    return 0xFFFFFFFFU;
}

// "network/netmask" of an element of a sortlist: "10.0.0.0", "10.0.0.0/8" or with a netmask;
// empty when it is not an IPv4 network.
std::string sort_network(std::string_view element) {
    const std::size_t slash = element.find('/');
    in_addr raw{};
    if (::inet_pton(AF_INET, std::string(element.substr(0, slash)).c_str(), &raw) != 1) return "";
    const std::uint32_t address = ntohl(raw.s_addr);
    std::uint32_t mask = natural_mask(address);
    if (slash != std::string_view::npos) {
        const std::string_view text = element.substr(slash + 1);
        unsigned bits = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), bits);
        in_addr given{};
        if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && bits <= 32) {
            mask = bits == 0 ? 0 : 0xFFFFFFFFU << (32 - bits);
        } else if (::inet_pton(AF_INET, std::string(text).c_str(), &given) == 1) {
            mask = ntohl(given.s_addr);
        } else {
            return "";
        }
        if ((address & ~mask) != 0) return "";
    }
    return dotted(address & mask) + "/" + dotted(mask);
}

void add_nameserver(Resolver& resolver, const std::string& address) {
    for (const int family : {AF_INET, AF_INET6}) {
        const std::string normal = normal_address(address, family);
        if (normal.empty()) continue;
        add_once(resolver.nameservers, normal);
        add_once(family == AF_INET ? resolver.ip4_nameservers : resolver.ip6_nameservers, normal);
    }
}

}  // namespace

std::string normal_address(const std::string& address, int family) {
    in6_addr raw{};
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (::inet_pton(family, address.c_str(), &raw) != 1) return "";
    return ::inet_ntop(family, &raw, text.data(), text.size());
}

std::vector<HostsEntry> parse_hosts(std::string_view text) {
    std::vector<HostsEntry> hosts;
    for (const std::string_view line : support::split(text, '\n')) {
        std::vector<std::string> words = words_of(line.substr(0, line.find('#')));
        if (words.size() < 2) continue;
        hosts.push_back({words.front(), {words.begin() + 1, words.end()}});
    }
    return hosts;
}

std::string canonical_name(const std::vector<HostsEntry>& hosts, const std::string& name) {
    for (const HostsEntry& entry : hosts)
        if (has_name(entry, name)) return entry.names.front();
    return name;
}

std::vector<std::string> addresses_of(const std::vector<HostsEntry>& hosts, const std::string& name,
                                      int family) {
    std::vector<std::string> addresses;
    for (const HostsEntry& entry : hosts) {
        if (!has_name(entry, name)) continue;
        const std::string address = normal_address(entry.address, family);
        if (!address.empty()) add_once(addresses, address);
    }
    return addresses;
}

Resolver parse_resolver(std::string_view text) {
    Resolver resolver;
    for (const std::string_view line : support::split(text, '\n')) {
        std::vector<std::string> words = words_of(line);
        const auto comment = std::find_if(words.begin(), words.end(), [](const std::string& word) {
            return word[0] == '#' || word[0] == ';';
        });
        words.erase(comment, words.end());
        if (words.empty()) continue;
        const std::string directive = folded(words.front());
        words.erase(words.begin());
        if (directive == "search") resolver.search = words;
        if (words.empty()) continue;
        if (directive == "nameserver") add_nameserver(resolver, words[0]);
        if (directive == "domain") resolver.domain = words[0];
        if (directive == "options") add_once(resolver.options, words[0]);
        if (directive != "sortlist") continue;
        for (const std::string& element : words)
            if (const std::string network = sort_network(element); !network.empty())
                add_once(resolver.sortlist, network);
    }
    return resolver;
}

}  // namespace brine::grains
