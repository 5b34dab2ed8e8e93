// SPDX-License-Identifier: Apache-2.0
//
// Names and addresses as the files of the resolver tell them; DNS is never asked here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brine::grains {

struct HostsEntry {
    std::string address;
    std::vector<std::string> names;  // the canonical one first
};
// /etc/hosts.
[[nodiscard]] std::vector<HostsEntry> parse_hosts(std::string_view text);

// The canonical name of a host in /etc/hosts, or the name itself.
[[nodiscard]] std::string canonical_name(const std::vector<HostsEntry>& hosts,
                                         const std::string& name);

// The addresses of a host in /etc/hosts, without repetitions. `family`: AF_INET or AF_INET6.
[[nodiscard]] std::vector<std::string> addresses_of(const std::vector<HostsEntry>& hosts,
                                                    const std::string& name, int family);

struct Resolver {
    std::vector<std::string> nameservers;  // of both families, in the order of the file
    std::vector<std::string> ip4_nameservers;
    std::vector<std::string> ip6_nameservers;
    std::vector<std::string> sortlist;  // "network/netmask"
    std::vector<std::string> search;
    std::vector<std::string> options;  // the first of each line
    std::string domain;
};
// /etc/resolv.conf.
[[nodiscard]] Resolver parse_resolver(std::string_view text);

// The address in its usual spelling, empty when it is none of that family.
[[nodiscard]] std::string normal_address(const std::string& address, int family);

}  // namespace brine::grains
