// SPDX-License-Identifier: Apache-2.0
#include "manager/metadata.hpp"

#include <brine/support/text.hpp>

#include <algorithm>

namespace brine::spm {
namespace {

class Check {
  public:
    Check(std::string_view source, std::string package)
        : source_(source), package_(std::move(package)) {}

    void entry(const Value& entry, bool with_versions) {
        if (!entry.is_map()) fail("", "a map, got " + entry.described());
        info(entry["info"]);
        filename(entry["filename"]);
        if (const Value sha256 = entry["sha256"]; !sha256.is_nil()) digest(sha256);
        if (const Value size = entry["size"]; !size.is_nil())
            if (!size.is_int() || size.integer() < 0) fail("size", "a number of bytes");
        const Value versions = entry["versions"];
        if (versions.is_nil() || !with_versions) return;
        if (!versions.is_list()) fail("versions", "a list, got " + versions.described());
        for (const Value& older : versions.items()) this->entry(older, false);
    }

    void name() {
        const bool good = !package_.empty() && package_.size() <= 200 && package_[0] != '.' &&
                          package_[0] != '-' && std::ranges::all_of(package_, [](unsigned char c) {
                              return c > 0x20 && c != 0x7f && c != '/' && c != ',' && c != '<' &&
                                     c != '>' && c != '=' && c != '\\';
                          });
        if (!good) fail("", "this is no name of a package");
    }

  private:
    void info(const Value& info) {
        if (!info.is_map()) fail("info", "the formula's fields, got " + info.described());
        for (const std::string_view field : {"name", "version", "release"}) {
            const Value value = info[field];
            if (!value.is_str() && !value.is_number())
                fail(std::string("info: ") + std::string(field),
                     "text or a number, got " + value.described());
        }
        if (format("{}", info["name"]) != package_)
            fail("info: name", "'" + format("{}", info["name"]) + "' is another package");
        for (const std::string_view field : {"dependencies", "optional", "recommended"})
            if (const Value value = info[field]; !value.is_nil() && !value.is_str())
                fail(std::string("info: ") + std::string(field), "text, got " + value.described());
    }

    void filename(const Value& filename) {
        if (!filename.is_str()) fail("filename", "text, got " + filename.described());
        const std::string_view path = filename.str();
        const auto parts = support::split(path, '/');
        const bool good = path.ends_with(".spm") &&
                          std::ranges::none_of(path,
                                               [](unsigned char c) {
                                                   return c < 0x20 || c == 0x7f || c == '\\' ||
                                                          c == ':' || c == '?' || c == '#';
                                               }) &&
                          std::ranges::none_of(parts, [](std::string_view part) {
                              return part.empty() || part == "." || part == "..";
                          });
        if (!good) fail("filename", "'" + std::string(path) + "' is no file of the repository");
    }

    void digest(const Value& sha256) {
        const bool good =
            sha256.is_str() && sha256.size() == 64 && std::ranges::all_of(sha256.str(), [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            });
        if (!good) fail("sha256", "64 hexadecimal digits in lower case");
    }

    [[noreturn]] void fail(const std::string& field, const std::string& what) const {
        throw Error(
            format("{}: {}: {}{}{}", source_, package_, field, field.empty() ? "" : ": ", what));
    }

    std::string source_;
    std::string package_;
};

}  // namespace

void check_metadata(const Value& metadata, std::string_view source) {
    if (metadata.is_nil()) return;  // an empty repository
    if (!metadata.is_map())
        throw Error(format("{}: a repository's metadata are a map of packages, this is {}", source,
                           metadata.described()));
    for (const Pair& pair : metadata.pairs()) {
        Check check(source, format("{}", pair.key));
        check.name();
        check.entry(pair.value, true);
    }
}

}  // namespace brine::spm
