// SPDX-License-Identifier: Apache-2.0
#include "group.hpp"
#include "host_names.hpp"
#include "routes.hpp"
#include "text_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <system_error>
#include <vector>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/if_packet.h>
#include <netinet/in.h>

namespace brine::grains {

namespace {

// An address as the kernel sorts it, and as it is written.
struct Address {
    std::array<unsigned char, 16> bytes{};
    std::string text;
    bool operator<(const Address& other) const { return bytes < other.bytes; }
};

struct Interface {
    std::vector<Address> ip4;
    std::vector<Address> ip6;
    std::string hardware;  // empty for those without
};

using Interfaces = std::map<std::string, Interface>;

Address address_of(const void* raw, std::size_t size, int family) {
    Address address;
    std::memcpy(address.bytes.data(), raw, size);
    std::array<char, INET6_ADDRSTRLEN> text{};
    address.text = ::inet_ntop(family, raw, text.data(), text.size());
    return address;
}

std::string hardware_address(const sockaddr_ll& link) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (unsigned n = 0; n < std::min<unsigned>(link.sll_halen, sizeof link.sll_addr); ++n) {
        if (n > 0) text += ':';
        text += digits[link.sll_addr[n] >> 4U];
        text += digits[link.sll_addr[n] & 15U];
    }
    return text;
}

void add_address(Interface& interface, const sockaddr& address) {
    switch (address.sa_family) {
        case AF_INET: {
            sockaddr_in in{};
            std::memcpy(&in, &address, sizeof in);
            interface.ip4.push_back(address_of(&in.sin_addr, sizeof in.sin_addr, AF_INET));
            break;
        }
        case AF_INET6: {
            sockaddr_in6 in{};
            std::memcpy(&in, &address, sizeof in);
            interface.ip6.push_back(address_of(&in.sin6_addr, sizeof in.sin6_addr, AF_INET6));
            break;
        }
        case AF_PACKET: {
            sockaddr_ll link{};
            std::memcpy(&link, &address, sizeof link);
            interface.hardware = hardware_address(link);
            break;
        }
        default:
            break;
    }
}

Interfaces read_interfaces() {
    ifaddrs* raw = nullptr;
    if (::getifaddrs(&raw) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot list the interfaces");
    const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> list(raw, ::freeifaddrs);
    Interfaces interfaces;
    for (const ifaddrs* at = list.get(); at != nullptr; at = at->ifa_next) {
        std::string name = at->ifa_name;
        name.erase(std::min(name.find(':'), name.size()));  // an address may have a label
        Interface& interface = interfaces[name];
        if (at->ifa_addr != nullptr) add_address(interface, *at->ifa_addr);
    }
    return interfaces;
}

Value texts(const Call& call, const std::vector<Address>& addresses) {
    List list = call.list();
    for (const Address& address : addresses) list.add(address.text);
    return list.value();
}

Value sorted_texts(const Call& call, std::vector<Address> addresses) {
    std::sort(addresses.begin(), addresses.end());
    addresses.erase(
        std::unique(addresses.begin(), addresses.end(),
                    [](const Address& a, const Address& b) { return a.bytes == b.bytes; }),
        addresses.end());
    return texts(call, addresses);
}

void append(std::vector<Address>& all, const std::vector<Address>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

Value interfaces(Call& call) {
    Map ip = call.map();
    Map ip4 = call.map();
    Map ip6 = call.map();
    Map hardware = call.map();
    std::vector<Address> all_ip4;
    std::vector<Address> all_ip6;
    for (const auto& [name, interface] : read_interfaces()) {
        std::vector<Address> both = interface.ip4;
        append(both, interface.ip6);
        ip.add(name, texts(call, both));
        ip4.add(name, texts(call, interface.ip4));
        ip6.add(name, texts(call, interface.ip6));
        if (!interface.hardware.empty()) hardware.add(name, interface.hardware);
        append(all_ip4, interface.ip4);
        append(all_ip6, interface.ip6);
    }
    return call.map({{"ip_interfaces", ip.value()},
                     {"ip4_interfaces", ip4.value()},
                     {"ip6_interfaces", ip6.value()},
                     {"hwaddr_interfaces", hardware.value()},
                     {"ipv4", sorted_texts(call, all_ip4)},
                     {"ipv6", sorted_texts(call, all_ip6)}});
}

Value words(const Call& call, const std::vector<std::string>& items) {
    List list = call.list();
    for (const std::string& item : items) list.add(item);
    return list.value();
}

// The servers behind systemd-resolved's own address, where it runs.
Value resolver(Call& call) {
    auto text = read_text("/run/systemd/resolve/resolv.conf");
    if (!text) text = read_text("/etc/resolv.conf");
    if (!text) throw Error("there is no resolv.conf", BRINE_NOT_FOUND);
    const Resolver found = parse_resolver(*text);
    return call.map({{"nameservers", words(call, found.nameservers)},
                     {"ip4_nameservers", words(call, found.ip4_nameservers)},
                     {"ip6_nameservers", words(call, found.ip6_nameservers)},
                     {"sortlist", words(call, found.sortlist)},
                     {"domain", found.domain},
                     {"search", words(call, found.search)},
                     {"options", words(call, found.options)}});
}

// The address, true for a route without one, false without a route.
Value gateway(const std::optional<std::string>& address) {
    if (!address) return false;
    return address->empty() ? Value(true) : Value(*address);
}

Value gateways(Call& call) {
    const auto ip4 = default_gateway_ip4(read_text("/proc/net/route").value_or(""));
    const auto ip6 = default_gateway_ip6(read_text("/proc/net/ipv6_route").value_or(""));
    return call.map({{"ip_gw", ip4.has_value() || ip6.has_value()},
                     {"ip4_gw", gateway(ip4)},
                     {"ip6_gw", gateway(ip6)}});
}

}  // namespace

void add_network_grains(Plugin& plugin) {
    add_group(plugin, "interfaces", interfaces,
              {
                  {"ip_interfaces", "The addresses of each interface: `{eth0: [10.0.0.2]}`."},
                  {"ip4_interfaces", "The IPv4 addresses of each interface."},
                  {"ip6_interfaces", "The IPv6 addresses of each interface."},
                  {"hwaddr_interfaces", "The hardware address of each interface that has one."},
                  {"ipv4", "All IPv4 addresses, sorted, those of the loopback too."},
                  {"ipv6", "All IPv6 addresses, sorted, those of the loopback too."},
              });
    add_grain(plugin,
              {"dns", "What the resolver uses: `nameservers`, `search`, `domain`, `options`, ..."},
              resolver);
    add_group(plugin, "gateways", gateways,
              {
                  {"ip_gw", "Whether there is a default route."},
                  {"ip4_gw", "The IPv4 gateway; true for a route without one, else false."},
                  {"ip6_gw", "The IPv6 gateway; true for a route without one, else false."},
              });
}

}  // namespace brine::grains
