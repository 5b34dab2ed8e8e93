// SPDX-License-Identifier: Apache-2.0
//
// FORMULA, the description of a package: YAML.
#pragma once

#include <brine/sdk.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brine::spm {

struct Formula {
    Value fields;  // the whole map
    std::string name;
    std::string version;
    std::string release;
    std::vector<std::string> warnings;

    // "NAME-VERSION-RELEASE".
    [[nodiscard]] std::string full_name() const { return name + "-" + version + "-" + release; }
};

enum class FormulaUse {
    // An author's own: names have to be good ones, and files have to be listed well.
    build,
    // Somebody's package: what is dangerous is refused, what is merely odd is taken as Salt does.
    install,
};

// Error with every problem that the text has, one per line, each as "SOURCE:LINE:COLUMN: FIELD:
// what is wrong".
[[nodiscard]] Formula parse_formula(Memory memory, std::string_view text, std::string_view source,
                                    FormulaUse use);

// An entry of the field `files`: "d|LICENSE".
struct ListedFile {
    char tag = 0;  // one of "cdglrsm", or 0
    std::string path;
};
[[nodiscard]] ListedFile parse_listed_file(std::string_view entry);

}  // namespace brine::spm
