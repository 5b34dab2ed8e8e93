// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include "groups.hpp"
#include "salt_url.hpp"

namespace brine::file {
namespace {

std::optional<std::string> find(Call& call, std::string_view source,
                                std::optional<std::string_view> saltenv) {
    return find_source(call, source, saltenv ? *saltenv : current_saltenv(call));
}

}  // namespace

void add_file_client(Plugin& p) {
    p.add("fileclient", "fileclient.find", find, "source"_a, "saltenv"_a = nullptr)
        .doc(
            "Answers where a file is on this machine.\n\n"
            "- `source` (str): a path, a `file://` or a `salt://` URL\n"
            "- `saltenv` (str): the file server's environment unless the URL names one\n\n"
            "Returns: str, or nil when there is no such file.");
}

}  // namespace brine::file
