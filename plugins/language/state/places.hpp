// SPDX-License-Identifier: Apache-2.0
//
// Where in the SLS files something stands, for error messages.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace brine::state {

// The number of the line, from 1, on which `id` is declared in the text of an SLS: the first that
// starts with it and a colon, one at the very start of the line before an indented one. 0 when
// there is none, as for an ID that a template makes up.
[[nodiscard]] std::size_t declaration_line(std::string_view text, std::string_view id);

// Knows the file of every SLS that was read. Data have no positions when they come out of a
// renderer, so a place is found by reading the file once more and searching the ID. That happens
// for messages only and may find nothing.
class Places {
  public:
    void add(std::string_view environment, std::string_view sls, std::string path);

    // " (line 12 of /srv/salt/web.sls)", " (in /srv/salt/web.sls)" without a line, nothing for an
    // SLS that is not known.
    [[nodiscard]] std::string of(std::string_view environment, std::string_view sls,
                                 std::string_view id) const;

  private:
    std::map<std::string, std::string, std::less<>> paths_;  // by "environment:sls"
};

}  // namespace brine::state
