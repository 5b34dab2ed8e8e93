// SPDX-License-Identifier: Apache-2.0
#include "group.hpp"
#include "host_names.hpp"
#include "string_hash.hpp"
#include "text_file.hpp"

#include <cerrno>
#include <climits>
#include <memory>
#include <system_error>

#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

namespace brine::grains {

namespace {

// Asks DNS for names; off, so that a machine whose servers do not answer is not slow.
constexpr const char* dns_option = "fqdn_from_dns";

std::string host_name() {
    std::string name(HOST_NAME_MAX + 1, '\0');
    if (::gethostname(name.data(), name.size()) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot read the host's name");
    name.erase(name.find('\0'));
    return name;
}

// The canonical name as the resolver tells it, or `name`. May block for as long as DNS does.
std::string resolved_name(const std::string& name) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_CANONNAME;
    addrinfo* raw = nullptr;
    if (::getaddrinfo(name.c_str(), nullptr, &hints, &raw) != 0) return name;
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> found(raw, ::freeaddrinfo);
    return found->ai_canonname != nullptr ? found->ai_canonname : name;
}

Value texts(const Call& call, const std::vector<std::string>& items) {
    List list = call.list();
    for (const std::string& item : items) list.add(item);
    return list.value();
}

Value names(Call& call) {
    const std::string local = host_name();
    const auto hosts = parse_hosts(read_text("/etc/hosts").value_or(""));
    std::string fqdn = canonical_name(hosts, local);
    if (call.option(dns_option) && fqdn.find('.') == std::string::npos) fqdn = resolved_name(local);
    if (fqdn.empty()) fqdn = "localhost.localdomain";
    const std::size_t dot = fqdn.find('.');
    return call.map({
        {"localhost", local},
        {"fqdn", fqdn},
        {"host", fqdn.substr(0, dot)},
        {"domain", dot == std::string::npos ? std::string() : fqdn.substr(dot + 1)},
        {"fqdn_ip4", texts(call, addresses_of(hosts, fqdn, AF_INET))},
        {"fqdn_ip6", texts(call, addresses_of(hosts, fqdn, AF_INET6))},
    });
}

Value option_or(Call& call, std::string_view name, std::string_view fallback) {
    const Value value = call.option(name);
    return value.is_nil() ? Value::stable(fallback) : value;
}

Value id(Call& call) { return option_or(call, "id", ""); }
Value master(Call& call) { return option_or(call, "master", "salt"); }

Value append_domain(Call& call) {
    const Value domain = call.option("append_domain");
    if (domain.is_nil()) throw Error("append_domain is not configured", BRINE_NOT_FOUND);
    return domain;
}

// Salt's default: the low 31 bits of what Python hashes the id to.
Value server_id(Call& call) { return python_hash(call.option("id").str_or("")) & 0x7FFFFFFF; }

Value machine_id(Call& call) {
    for (const char* path : {"/etc/machine-id", "/var/lib/dbus/machine-id"})
        if (exists(path)) return call.str(read_word(path).value_or(""));
    throw Error("this machine has no machine-id", BRINE_NOT_FOUND);
}

Value no_names(Call& call) { return call.list({}); }

}  // namespace

void add_host_grains(Plugin& plugin) {
    add_group(plugin, "names", names,
              {
                  {"localhost", "The host's name."},
                  {"fqdn",
                   "The host's full name as `/etc/hosts` tells it. DNS is only asked when the "
                   "option `fqdn_from_dns` is true."},
                  {"host", "The part of `fqdn` before its first dot."},
                  {"domain", "The part of `fqdn` after its first dot."},
                  {"fqdn_ip4", "The IPv4 addresses of `fqdn` in `/etc/hosts`."},
                  {"fqdn_ip6", "The IPv6 addresses of `fqdn` in `/etc/hosts`."},
              });
    add_grain(plugin, {"fqdns", "Names of all addresses: always empty, since only DNS knows."},
              no_names);
    add_grain(plugin, {"id", "The minion's id."}, id);
    add_grain(plugin, {"master", "The configured master."}, master);
    add_grain(plugin, {"append_domain", "The domain that is appended to ids."}, append_domain);
    add_grain(plugin, {"server_id", "A number made from the id, such as MySQL wants."}, server_id);
    add_grain(plugin, {"machine_id", "The machine-id of systemd or D-Bus."}, machine_id);
}

}  // namespace brine::grains
