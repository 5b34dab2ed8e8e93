// SPDX-License-Identifier: Apache-2.0
#include "manager/package_files.hpp"

#include "manager/resolver.hpp"

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

void check_signature(Session& session, const fs::path& file) {
    const SignaturePolicy policy = session.settings.local_signatures;
    if (policy == SignaturePolicy::off) return;
    const Value found = session.package(
        "verify", {session.settings.keys_dir.native(), file.native(), file.native() + ".sig"});
    if (found["verdict"].str() == "good") return;
    const std::string reason(found["reason"].str());
    if (policy == SignaturePolicy::require || found["verdict"].str() == "bad")
        throw Error(reason + "; the option spm_local_signatures says so");
    session.listener.warn(reason);
}

}  // namespace

bool is_package_file(std::string_view word) { return word.ends_with(".spm"); }

Candidate candidate_from_file(Session& session, const std::string& path) {
    const fs::path file = fs::absolute(path).lexically_normal();
    std::error_code error;
    if (!fs::exists(file, error)) throw Error(format("Package file {} not found", path));
    check_signature(session, file);
    const Value formula = session.package("formula", {file.native()});
    return {.name = format("{}", formula["name"]),
            .version = version_of(formula),
            .formula = formula,
            .filename = file.filename().native(),
            .local_file = file,
            .sha256 = std::string(session.package("sha256", {file.native()}).str()),
            .repository = nullptr};
}

const Candidate& best_candidate(const Catalogue& catalogue, std::string_view word) {
    const Demand demand = parse_demand(word);
    if (const auto* candidates = catalogue.find(demand.name))
        for (const Candidate& candidate : *candidates)
            if (demand.fits(candidate.version)) return candidate;
    throw Error(format("no repository has {}", demand.text()));
}

void tell_changed(Session& session, const Value& file) {
    if (file["beside"].is_nil())
        session.listener.warn(
            format("'{}' was changed since it was installed, and stays", file["path"]));
    else if (file["config"].is_true())
        session.listener.warn(format("'{}' was changed and stays; the package's is '{}'",
                                     file["path"], file["beside"]));
    else
        session.listener.warn(format("'{}' was changed and is replaced; the old one is '{}'",
                                     file["path"], file["beside"]));
}

}  // namespace brine::spm
