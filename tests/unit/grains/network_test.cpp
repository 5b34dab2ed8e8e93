// SPDX-License-Identifier: Apache-2.0
#include "host_names.hpp"
#include "routes.hpp"
#include "shell_words.hpp"
#include "string_hash.hpp"

#include <catch2/catch.hpp>

#include <sys/socket.h>

namespace brine::grains {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("the hosts file tells the full name and the addresses") {
    const auto hosts = parse_hosts(
        "127.0.0.1 localhost\n127.0.1.1\tweb1.example.com web1 # self\n::1 localhost\n"
        "10.0.0.5 WEB1.example.com\nfd00::0:5 web1\nbroken\n");
    CHECK(canonical_name(hosts, "web1") == "web1.example.com");
    CHECK(canonical_name(hosts, "unknown") == "unknown");
    CHECK(addresses_of(hosts, "web1.example.com", AF_INET) == Words{"127.0.1.1", "10.0.0.5"});
    CHECK(addresses_of(hosts, "web1", AF_INET6) == Words{"fd00::5"});
}

TEST_CASE("the resolver's file in all its directives") {
    const Resolver resolver = parse_resolver(
        "# comment\nnameserver 10.0.0.53\nnameserver 10.0.0.53\nnameserver fe80::0:1\n"
        "nameserver nonsense\nsearch a.example b.example ; tail\ndomain c.example\n"
        "options ndots:2 rotate\nsortlist 10.1.0.0 192.168.1.0/255.255.255.0 10.2.0.0/16 "
        "10.0.0.1/8\n");
    CHECK(resolver.nameservers == Words{"10.0.0.53", "fe80::1"});
    CHECK(resolver.ip4_nameservers == Words{"10.0.0.53"});
    CHECK(resolver.ip6_nameservers == Words{"fe80::1"});
    CHECK(resolver.search == Words{"a.example", "b.example"});
    CHECK(resolver.domain == "c.example");
    CHECK(resolver.options == Words{"ndots:2"});
    CHECK(resolver.sortlist ==
          Words{"10.0.0.0/255.0.0.0", "192.168.1.0/255.255.255.0", "10.2.0.0/255.255.0.0"});
}

TEST_CASE("gateways of default routes") {
    const std::string head = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n";
    CHECK(default_gateway_ip4(head + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\n") ==
          "192.0.2.1");
    CHECK(default_gateway_ip4(head + "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\n") ==
          "");
    CHECK_FALSE(default_gateway_ip4(head));
    const std::string any(32, '0');
    CHECK(default_gateway_ip6(any + " 00 " + any +
                              " 00 fd000000000000000000000000000001 00000400 "
                              "00000001 00000000 00000003 eth0\n") == "fd00::1");
    CHECK_FALSE(default_gateway_ip6(any + " 00 " + any + " 00 " + any +
                                    " ffffffff 00000001 00000000 00200200 lo\n"));
}

TEST_CASE("words of the kernel's command line") {
    CHECK(shell_words("quiet root=UUID=1 name=\"two words\" x='a\\b' y=a\\ b\n") ==
          Words{"quiet", "root=UUID=1", "name=two words", "x=a\\b", "y=a b"});
    CHECK(shell_words("  ").empty());
}

TEST_CASE("text hashes as in Python without randomization") {
    CHECK(python_hash("") == 0);
    CHECK(python_hash("a") == 4644417185603328019);
    CHECK(python_hash("web01.example.com") == -603260731708432509);
    CHECK(python_hash("\xC3\xBCn\xC3\xAF") == 6469040369200248074);
    CHECK(python_hash("\xE6\x97\xA5\xE6\x9C\xAC") == 6243316497235261705);
}

}  // namespace
}  // namespace brine::grains
