// SPDX-License-Identifier: Apache-2.0
#include "defaults.hpp"

#include <initializer_list>

namespace brine::config {

namespace {

Value map_of(Memory memory, std::initializer_list<Pair> pairs) {
    Map map(memory);
    for (const Pair& pair : pairs) map.add(pair.key, pair.value);
    return map.value();
}

Value list_of(Memory memory, std::initializer_list<Value> items) {
    List list(memory);
    for (const Value& item : items) list.add(item);
    return list.value();
}

}  // namespace

Value module_defaults(Memory memory) {
    return map_of(
        memory,
        {
            {"mongo.db", "salt"},
            {"mongo.password", ""},
            {"mongo.port", 27017},
            {"mongo.user", ""},
            {"redis.db", "0"},
            {"redis.host", "salt"},
            {"redis.port", 6379},
            {"test.foo", "unconfigured"},
            {"ca.cert_base_path", "/etc/pki"},
            {"solr.cores", list_of(memory, {})},
            {"solr.host", "localhost"},
            {"solr.port", "8983"},
            {"solr.baseurl", "/solr"},
            {"solr.type", "master"},
            {"solr.request_timeout", nullptr},
            {"solr.init_script", "/etc/rc.d/solr"},
            {"solr.dih.import_options",
             map_of(memory,
                    {{"clean", false}, {"optimize", true}, {"commit", true}, {"verbose", false}})},
            {"solr.backup_path", nullptr},
            {"solr.num_backups", 1},
            {"poudriere.config", "/usr/local/etc/poudriere.conf"},
            {"poudriere.config_dir", "/usr/local/etc/poudriere.d"},
            {"ldap.uri", ""},
            {"ldap.server", "localhost"},
            {"ldap.port", "389"},
            {"ldap.tls", false},
            {"ldap.no_verify", false},
            {"ldap.anonymous", true},
            {"ldap.scope", 2},
            {"ldap.attrs", nullptr},
            {"ldap.binddn", ""},
            {"ldap.bindpw", ""},
            {"hosts.file", "/etc/hosts"},
            {"aliases.file", "/etc/aliases"},
            {"virt", map_of(memory, {{"tunnel", false}, {"images", "/srv/salt-images"}})},
            {"docker.exec_driver", "docker-exec"},
            {"docker.compare_container_networks",
             map_of(memory,
                    {{"static", list_of(memory, {"Aliases", "Links", "IPAMConfig"})},
                     {"automatic", list_of(memory, {"IPAddress", "Gateway", "GlobalIPv6Address",
                                                    "IPv6Gateway"})}})},
        });
}

}  // namespace brine::config
