// SPDX-License-Identifier: Apache-2.0
#include "yaml_emitter.hpp"

namespace brine::support::yaml {
namespace {

constexpr std::size_t longest_simple_key = 128;  // bytes
constexpr int default_width = 80;

}  // namespace

Emitter::Emitter(const DumpOptions& options)
    : options_(options),
      best_indent_(options.indent > 1 && options.indent < 10 ? options.indent : 2),
      best_width_(options.width > best_indent_ * 2 ? options.width : default_width) {
    if (options.explicit_start) indicator("---", true);
}

std::string Emitter::take() {
    indent();
    return std::move(out_);
}

// ---- collections ----

// A list under a key is not indented, unless it shares its line with the key's indentation.
void Emitter::begin_list(bool flow, Role role) {
    if (flow) indicator("[", true, true);
    const bool under_key = role == Role::key || role == Role::value;
    push(flow, !flow && under_key && !indention_ && !options_.indent_lists);
}

void Emitter::begin_item() {
    if (in_flow()) return separate_flow_entry();
    indent();
    indicator("-", true, false, true);
}

void Emitter::end_list() {
    const bool flow = levels_.back().flow;
    pop();
    if (flow) indicator("]", false);
}

void Emitter::begin_map(bool flow) {
    if (flow) indicator("{", true, true);
    push(flow, false);
}

void Emitter::begin_key(bool simple) {
    in_flow() ? separate_flow_entry() : indent();
    if (!simple) indicator("?", true, false, !in_flow());
}

void Emitter::begin_value(bool simple) {
    if (simple) return indicator(":", false);
    if (!in_flow() || column_ > best_width_) indent();
    indicator(":", true, false, !in_flow());
}

void Emitter::end_map() {
    const bool flow = levels_.back().flow;
    pop();
    if (flow) indicator("}", false);
}

void Emitter::empty(std::string_view brackets) {
    indicator(brackets.substr(0, 1), true, true);
    indicator(brackets.substr(1), false);
}

void Emitter::separate_flow_entry() {
    if (!levels_.back().first) indicator(",", false);
    levels_.back().first = false;
    if (column_ > best_width_) indent();
}

void Emitter::push(bool flow, bool indentless) {
    levels_.push_back({.indent = indent_, .flow = flow, .first = true});
    if (flow) ++flow_level_;
    if (indent_ < 0) {
        indent_ = flow ? best_indent_ : 0;
    } else if (!indentless) {
        indent_ += best_indent_;
    }
}

void Emitter::pop() {
    indent_ = levels_.back().indent;
    if (levels_.back().flow) --flow_level_;
    levels_.pop_back();
}

// ---- scalars ----

Emitter::Style Emitter::style_of(const Scalar& scalar, Role role) const {
    const TextTraits traits = traits_of(scalar.text, options_.allow_unicode);
    const bool simple_key = role == Role::simple_key;
    if (simple_key && traits.multiline) return Style::double_quoted;
    if (scalar.prefers_literal)
        return traits.block && !in_flow() && !simple_key ? Style::literal : Style::double_quoted;
    const bool plain = scalar.plain_fits && (in_flow() ? traits.flow_plain : traits.block_plain);
    if (plain && (!scalar.text.empty() || (!in_flow() && !simple_key))) return Style::plain;
    return traits.single_quoted ? Style::single_quoted : Style::double_quoted;
}

bool Emitter::is_simple_key(const Scalar& scalar) const {
    return !traits_of(scalar.text, options_.allow_unicode).multiline &&
           scalar.text.size() + scalar.tag.size() <= longest_simple_key;
}

void Emitter::scalar(const Scalar& scalar, Role role) {
    if (!scalar.tag.empty()) indicator(scalar.tag, true);
    const Style style = style_of(scalar, role);
    const bool breaks = role != Role::simple_key;
    push(true, false);
    --flow_level_;  // it is indented like a flow collection, but is none
    switch (style) {
        case Style::plain:
            plain(scalar.text, breaks);
            break;
        case Style::single_quoted:
            single_quoted(scalar.text, breaks);
            break;
        case Style::double_quoted:
            double_quoted(scalar.text, breaks);
            break;
        case Style::literal:
            literal(scalar.text);
            break;
    }
    ++flow_level_;
    pop();
}

// ---- the line ----

void Emitter::character(std::string_view text, std::size_t at) {
    out_ += text.substr(at, character_size(text, at));
    ++column_;
}

void Emitter::indicator(std::string_view text, bool needs_space, bool is_space, bool is_indention) {
    if (needs_space && !whitespace_) {
        out_ += ' ';
        ++column_;
    }
    out_ += text;
    column_ += static_cast<int>(text.size());
    whitespace_ = is_space;
    indention_ = indention_ && is_indention;
}

void Emitter::new_line() {
    out_ += '\n';
    column_ = 0;
}

void Emitter::indent() {
    const int wanted = indent_ < 0 ? 0 : indent_;
    if (!indention_ || column_ > wanted || (column_ == wanted && !whitespace_)) new_line();
    if (column_ < wanted) {
        out_.append(static_cast<std::size_t>(wanted - column_), ' ');
        column_ = wanted;
    }
    whitespace_ = true;
    indention_ = true;
}

}  // namespace brine::support::yaml
