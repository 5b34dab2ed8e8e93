// SPDX-License-Identifier: Apache-2.0
#include "manager/session.hpp"

namespace brine::spm {

Value Session::invoke(std::string_view kind, std::string_view name,
                      std::span<const Value> arguments) {
    return call.invoke(
        {.kind = kind, .name = name, .arguments = {.args = arguments, .kwargs = {}}});
}

Value Session::db(std::string_view function, std::initializer_list<Value> arguments) {
    std::vector<Value> all{settings.db};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return invoke("pkgdb", format("{}.{}", settings.db_provider, function), all);
}

Value Session::files(std::string_view function, std::initializer_list<Value> arguments) {
    return invoke("pkgfiles", format("{}.{}", settings.files_provider, function),
                  {arguments.begin(), arguments.size()});
}

Value Session::package(std::string_view function, std::initializer_list<Value> arguments) {
    return invoke("spm-package", function, {arguments.begin(), arguments.size()});
}

Value Session::fetch(const Value& server, const Value& download) {
    const Value arguments[] = {server, download};
    return invoke("spm-fetch", "fetch", arguments);
}

Value Session::places() const {
    return call.map({{"formula_path", settings.formula_path.native()},
                     {"pillar_path", settings.pillar_path.native()},
                     {"reactor_path", settings.reactor_path.native()},
                     {"share_dir", settings.share_dir.native()},
                     {"conf_dir", settings.target_conf_dir.native()},
                     {"extmods_dir", settings.extmods_dir.native()}});
}

Value installed_packages(Session& session) {
    Map packages(session.call.memory());
    for (const Value& record : session.db("list_packages").items())
        packages.set(record["package"], record);
    return packages.value();
}

Value installed_package(Session& session, std::string_view name) {
    const Value record = session.db("info", {name});
    if (record.is_nil()) throw Error(format("package {} not installed", name));
    return record;
}

std::string version_text(const Value& record) {
    return format("{}-{}", record["version"], record["release"]);
}

}  // namespace brine::spm
