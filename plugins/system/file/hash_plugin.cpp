// SPDX-License-Identifier: Apache-2.0
//
// Digests of files. A plugin of its own because the cryptographic library takes longer to load
// than all the rest of most calls.
#include <brine/sdk.hpp>
#include <brine/support/digest.hpp>

#include "path.hpp"
#include "source_hash.hpp"
#include "status.hpp"

namespace {

using namespace brine;
using namespace brine::file;

std::string digest_of(const std::string& path, std::string_view form) {
    return support::digest_file(support::parse_digest_algorithm(form), path);
}

std::string get_hash(Call&, std::string_view path, std::string_view form) {
    return digest_of(expand_user(path), form);
}

std::string get_sum(Call&, std::string_view given, std::string_view form) {
    const std::string path = expand_user(given);
    return is_regular(path) ? digest_of(path, form) : std::string("File not found");
}

bool check_hash(Call&, std::string_view path, std::string_view file_hash) {
    std::size_t separator = file_hash.find(':');
    if (separator == std::string_view::npos) separator = file_hash.find('=');
    if (separator != std::string_view::npos)
        return digest_of(expand_user(path), file_hash.substr(0, separator)) ==
               file_hash.substr(separator + 1);
    const std::string_view algorithm = algorithm_of_length(file_hash.size());
    if (algorithm.empty())
        throw BadArgument(format(
            "Hash {} (length: {}) could not be matched to a supported hash type. The supported "
            "hash types and lengths are: {}",
            file_hash, file_hash.size(), supported_hash_lengths()));
    return digest_of(expand_user(path), algorithm) == file_hash;
}

}  // namespace

BRINE_PLUGIN("file-hash", "0.1.0", "Digests of files", p) {
    p.exec("file.get_hash", get_hash, "path"_a, "form"_a = "sha256")
        .doc(
            "Answers the digest of a file.\n\n- `path` (str)\n"
            "- `form` (str, sha256): the algorithm\n\nReturns: str, hexadecimal.\n\n"
            "    brine call file.get_hash /etc/shadow");
    p.exec("file.get_sum", get_sum, "path"_a, "form"_a = "sha256")
        .doc(
            "Answers the digest of a file, or that it is not there.\n\n- `path` (str)\n"
            "- `form` (str, sha256): the algorithm\n\n"
            "Returns: str, hexadecimal or `File not found`.\n\n"
            "    brine call file.get_sum /etc/passwd sha512");
    p.exec("file.check_hash", check_hash, "path"_a, "file_hash"_a)
        .doc(
            "Answers whether a file has a digest.\n\n- `path` (str)\n"
            "- `file_hash` (str): hexadecimal, with or without `sha256:` or `sha256=` in front\n\n"
            "Returns: bool.\n\n    brine call file.check_hash /etc/fstab md5:0123456789abcdef...");
}
