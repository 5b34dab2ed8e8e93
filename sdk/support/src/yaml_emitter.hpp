// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "brine/support/yaml.hpp"
#include "yaml_text_traits.hpp"

namespace brine::support::yaml {

/// Writes YAML, laid out as libyaml does it. The caller says what comes next; the emitter knows
/// where the line stands and how deep it is indented.
class Emitter {
  public:
    explicit Emitter(const DumpOptions& options);

    /// What a node is to the one that it is in.
    enum class Role { root, item, key, simple_key, value };

    struct Scalar {
        std::string_view text;
        std::string_view tag = {};  // "!!binary"; empty: none
        bool plain_fits = true;     // whether it would be read back the same if plain
        bool prefers_literal = false;
    };

    void scalar(const Scalar& scalar, Role role);
    /// Whether it can stand in front of a colon without a question mark.
    [[nodiscard]] bool is_simple_key(const Scalar& scalar) const;

    void begin_list(bool flow, Role role);
    void begin_item();
    void end_list();
    void begin_map(bool flow);
    void begin_key(bool simple);
    void begin_value(bool simple);
    void end_map();
    /// "[]", "{}".
    void empty(std::string_view brackets);

    [[nodiscard]] bool in_flow() const noexcept { return flow_level_ > 0; }

    /// Ends the document.
    std::string take();

  private:
    enum class Style { plain, single_quoted, double_quoted, literal };

    [[nodiscard]] Style style_of(const Scalar& scalar, Role role) const;
    void plain(std::string_view text, bool breaks);
    void single_quoted(std::string_view text, bool breaks);
    void double_quoted(std::string_view text, bool breaks);
    void literal(std::string_view text);
    void escape(char32_t code);
    bool break_at_space(std::string_view text, std::size_t at, bool breaks);
    void text_break(std::string_view text, std::size_t at);

    struct Level {
        int indent;
        bool flow;
        bool first;
    };
    void push(bool flow, bool indentless);
    void pop();
    void separate_flow_entry();

    void character(std::string_view text, std::size_t at);
    void indicator(std::string_view text, bool needs_space, bool is_space = false,
                   bool is_indention = false);
    void new_line();
    void indent();

    DumpOptions options_;
    int best_indent_;
    int best_width_;
    std::string out_;
    int column_ = 0;
    bool whitespace_ = true;  // what was written last separates
    bool indention_ = true;   // the line has nothing but indentation and - ? : yet
    int indent_ = -1;
    int flow_level_ = 0;
    std::vector<Level> levels_;
};

}  // namespace brine::support::yaml
