// SPDX-License-Identifier: Apache-2.0
#include "yaml_composer.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <optional>

#include "yaml_block_scalar.hpp"
#include "yaml_quoted_scalar.hpp"
#include "yaml_scalar.hpp"

namespace brine::support::yaml {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// The offset of what follows the white space and comments at `at`.
std::size_t behind_space(std::string_view text, std::size_t at) {
    while (true) {
        at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
        if (at == text.size() || text[at] != '#') return at;
        at = std::min(text.find('\n', at), text.size());
    }
}

// The offset of the content of a node, behind up to `count` anchors and tags.
std::size_t behind_properties(std::string_view text, std::size_t at, int count) {
    for (; count > 0 && at < text.size() && (text[at] == '!' || text[at] == '&'); --count)
        at = behind_space(text, std::min(text.find_first_of(" \t\r\n,[]{}", at), text.size()));
    return at;
}

// The column of a byte, from 0.
int column_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    return static_cast<int>(before.size() - (before.rfind('\n') + 1));  // npos + 1 is 0
}

constexpr bool in_anchor_name(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           c == '-';
}

bool is_one_of(Tag tag, std::initializer_list<Tag> tags) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

std::string unknown_tag(std::string_view name) {
    return format("could not determine a constructor for the tag '{}'", name);
}

}  // namespace

Composer::Composer(Memory memory, const SourceText& source, const LoadOptions& options)
    : memory_(memory), source_(source), options_(options) {}

// ---- events ----

void Composer::null(Place place, std::size_t anchor) {
    if (!frames_.empty()) {
        refuse_empty_flow_entry(place);
        at_key() ? refuse_missing_key(place) : refuse_missing_colon(place);
    }
    add({Value(), place}, anchor, {});
}

void Composer::alias(Place place, std::size_t anchor) {
    refuse_tab_in_front(place);
    refuse_unindented(place);
    const Anchored& anchored = anchors_.at(anchor);
    if (!anchored.complete)
        source_.fail(place.position, "found an alias of the collection that it is in");
    count_alias_nodes(place, anchored.extent.weight);
    add({anchored.value, place}, 0, anchored.extent);
}

void Composer::scalar(Place place, std::string_view tag, std::size_t anchor,
                      std::string_view text) {
    refuse_tab_in_front(place);
    Node node{Value(), place};
    Tag kind = tag_of(tag);
    std::optional<std::string> content;
    if (kind != Tag::plain) {
        Written scalar = written(place, text);
        content = std::move(scalar.text);
        text = *content;
        // "! yes" is as good as "yes", but "!" alone is an empty text.
        if (kind == Tag::nothing && scalar.plain && !text.empty()) kind = Tag::plain;
        if (!scalar.block) refuse_unindented(place);
    } else {
        refuse_unindented(place);
    }
    if (kind == Tag::plain) {
        node.merge = text == "<<" && at_key();
        node.value = plain_scalar(memory_, text);
    } else if (kind == Tag::nothing || kind == Tag::str) {
        node.value = Value::stable(memory_.copy(text));
    } else if (kind == Tag::merge && at_key()) {
        node.merge = true;
    } else {
        node.value = tagged_scalar(place, kind, tag, text);
    }
    if (node.merge) frames_.back().merges = true;
    add(node, anchor, {});
}

Composer::Written Composer::written(Place place, std::string_view text) const {
    const std::string_view source = source_.text();
    const std::size_t offset = behind_properties(source, place.offset, 2);
    // A tag without a content: what follows in another line is none of its business.
    if (text.empty() &&
        source.substr(place.offset, offset - place.offset).find('\n') != std::string_view::npos)
        return {.plain = true};
    const char first = offset < source.size() ? source[offset] : '\0';
    if (first == '"' || first == '\'') {
        Quoted quoted = quoted_scalar(source, offset);
        if (!quoted.flaw.empty())
            source_.fail(source_.position(quoted.flaw_at),
                         format("while scanning a quoted scalar (line {}, column {}): {}",
                                place.position.line, place.position.column, quoted.flaw));
        return {.text = std::move(quoted.text)};
    }
    if (flow_depth_ == 0 && (first == '|' || first == '>'))
        return {.text = block_scalar(source, offset, indentation()), .block = true};
    return {.text = std::string(text), .plain = true};
}

Value Composer::tagged_scalar(Place place, Tag tag, std::string_view tag_name,
                              std::string_view text) const {
    const auto bad = [&](std::string_view what) {
        source_.fail(place.position, format("'{}' is no {}", text, what));
    };
    switch (tag) {
        case Tag::null:
            return nullptr;
        case Tag::boolean:
            if (const auto truth = to_bool(text)) return *truth;
            bad("bool");
            break;
        case Tag::integer:
            if (const auto number = to_integer(memory_, text)) return *number;
            bad("int");
            break;
        case Tag::floating:
            if (const auto number = to_float(text)) return *number;
            bad("float");
            break;
        case Tag::binary:
            if (const auto bytes = from_base64(memory_, text)) return Value::stable_bytes(*bytes);
            source_.fail(place.position, "failed to decode base64 data: incorrect padding");
        case Tag::seq:
        case Tag::omap:
        case Tag::pairs:
            source_.fail(place.position, "expected a sequence node, but found a scalar");
        case Tag::map:
        case Tag::set:
            source_.fail(place.position, "expected a mapping node, but found a scalar");
        case Tag::plain:
        case Tag::nothing:
        case Tag::str:
        case Tag::merge:
        case Tag::unknown:
            break;
    }
    source_.fail(place.position, unknown_tag(tag_name));
}

void Composer::begin_list(Place place, std::string_view tag, std::size_t anchor, bool flow) {
    const Tag kind = tag_of(tag);
    if (kind == Tag::unknown || kind == Tag::merge) source_.fail(place.position, unknown_tag(tag));
    if (is_one_of(kind, {Tag::map, Tag::set}))
        source_.fail(place.position, "expected a mapping node, but found a sequence");
    if (!is_one_of(kind, {Tag::plain, Tag::nothing, Tag::seq, Tag::omap, Tag::pairs}))
        source_.fail(place.position, "expected a scalar node, but found a sequence");
    begin({.tag = kind,
           .is_map = false,
           .flow = flow,
           .place = place,
           .anchor = anchor,
           .start = nodes_.size()});
}

void Composer::begin_map(Place place, std::string_view tag, std::size_t anchor, bool flow) {
    const Tag kind = tag_of(tag);
    if (kind == Tag::unknown || kind == Tag::merge) source_.fail(place.position, unknown_tag(tag));
    if (is_one_of(kind, {Tag::seq, Tag::pairs}))
        source_.fail(place.position, "expected a sequence node, but found a mapping");
    if (!is_one_of(kind, {Tag::plain, Tag::nothing, Tag::map, Tag::omap, Tag::set}))
        source_.fail(place.position, "expected a scalar node, but found a mapping");
    begin({.tag = kind,
           .is_map = true,
           .flow = flow,
           .place = place,
           .anchor = anchor,
           .start = nodes_.size()});
}

void Composer::end_list() {
    const Frame& frame = frames_.back();
    if (frame.tag == Tag::pairs) return finish(make_pairs(frame));
    if (frame.tag == Tag::omap) return finish(make_ordered_map(frame));
    finish(make_list(frame));
}

void Composer::end_map() {
    const Frame& frame = frames_.back();
    const Value map = make_map(frame);
    finish(frame.tag == Tag::set ? make_set(map) : map);
}

void Composer::anchor_name(Place place, const std::string& name) {
    if (!std::all_of(name.begin(), name.end(), in_anchor_name))
        source_.fail(place.position,
                     "while scanning an anchor: did not find expected alphabetic or numeric "
                     "character");
    if (!anchor_names_.insert(name).second)
        source_.fail(place.position, format("found duplicate anchor '{}'", name));
}

// ---- the stack ----

void Composer::begin(const Frame& frame) {
    refuse_tab_in_front(frame.place);
    if (static_cast<int>(frames_.size()) >= options_.depth)
        source_.fail(frame.place.position,
                     format("nested more than {} levels deep", options_.depth));
    if (frame.anchor != 0) remember(frame.anchor, {});
    if (frame.flow) {
        refuse_unindented(frame.place);
        ++flow_depth_;
    }
    frames_.push_back(frame);
    frames_.back().indentation = column_of_content(frame);
}

// The place of a block collection is that of its anchor or tag, if it has one. Nobody asks for the
// column of a flow collection, which may be far behind in its line.
int Composer::column_of_content(const Frame& frame) const {
    const int properties = (frame.anchor != 0 ? 1 : 0) + (frame.tag != Tag::plain ? 1 : 0);
    if (properties == 0 || frame.flow) return static_cast<int>(frame.place.position.column) - 1;
    const std::string_view text = source_.text();
    return column_of(text, behind_properties(text, frame.place.offset, properties));
}

void Composer::add(const Node& node, std::size_t anchor, Extent extent) {
    if (static_cast<int>(frames_.size()) + extent.height > options_.depth)
        source_.fail(node.place.position,
                     format("nested more than {} levels deep", options_.depth));
    if (anchor != 0) remember(anchor, {node.value, extent, true});
    if (!frames_.empty()) {
        Frame& parent = frames_.back();
        parent.weight += extent.weight;
        parent.height = std::max(parent.height, extent.height + 1);
    }
    last_offset_ = node.place.offset;
    nodes_.push_back(node);
}

void Composer::finish(Value value) {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (frame.flow) --flow_depth_;
    nodes_.resize(frame.start);
    add({value, frame.place}, frame.anchor, {frame.weight, frame.height});
}

void Composer::remember(std::size_t anchor, const Anchored& anchored) {
    if (anchors_.size() <= anchor) anchors_.resize(anchor + 1);
    anchors_[anchor] = anchored;
}

void Composer::count_alias_nodes(Place place, std::uint64_t weight) {
    alias_nodes_ += weight;  // both are at most 2^33 or so: no overflow before the limit is met
    if (alias_nodes_ > options_.alias_nodes)
        source_.fail(place.position,
                     format("aliases add more than {} nodes to the tree", options_.alias_nodes));
}

int Composer::indentation() const noexcept {
    return frames_.empty() ? -1 : frames_.back().indentation;
}

bool Composer::at_key() const noexcept {
    return !frames_.empty() && frames_.back().is_map &&
           (nodes_.size() - frames_.back().start) % 2 == 0;
}

// A tab in front of a node in block context: where indentation is or might be, as at the begin of
// a line and behind a dash, PyYAML refuses it and the parser does not.
void Composer::refuse_tab_in_front(Place place) const {
    if (flow_depth_ > 0) return;
    const std::string_view text = source_.text();
    std::size_t at = place.offset;
    std::size_t tab = std::string_view::npos;
    while (at > 0 && is_blank(text[at - 1]))
        if (text[--at] == '\t') tab = at;
    if (tab == std::string_view::npos) return;
    const bool line_start = at == 0 || text[at - 1] == '\n';
    const bool indicator = at > 0 && (text[at - 1] == '-' || text[at - 1] == '?') &&
                           (at == 1 || is_blank(text[at - 2]) || text[at - 2] == '\n');
    if (line_start || indicator)
        source_.fail(source_.position(tab),
                     "found character '\\t' that cannot start any token: Illegal tab character; "
                     "indent with spaces");
}

// yaml-cpp takes a line without a colon for a key without a value. The value that it makes up has
// the place of the key, which a real one cannot have.
void Composer::refuse_missing_colon(Place place) const {
    const bool value = frames_.back().is_map && !frames_.back().flow;
    if (value && nodes_.back().place.offset == place.offset)
        source_.fail(place.position,
                     format("while scanning a simple key: could not find expected ':' (line {})",
                            place.position.line));
}

// The same for "[a, , b]". What has an anchor or a tag may be empty.
void Composer::refuse_empty_flow_entry(Place place) const {
    const bool entry = frames_.back().flow && (!frames_.back().is_map || at_key());
    if (entry && place.offset < source_.text().size() && source_.text()[place.offset] == ',')
        source_.fail(place.position, format("while parsing a flow {}: did not find expected node "
                                            "content in front of ','",
                                            frames_.back().is_map ? "mapping" : "sequence"));
}

// And for a value that is not indented: "key:" and below it, in the same column, "value".
void Composer::refuse_unindented(Place place) const {
    if (flow_depth_ > 0 || frames_.empty() || at_key()) return;
    if (static_cast<int>(place.position.column) - 1 <= indentation())
        source_.fail(place.position,
                     "while scanning a simple key: could not find expected ':'; a value that "
                     "begins in a line of its own is to be indented more than its key");
}

// It also takes a colon without a key in front.
void Composer::refuse_missing_key(Place place) const {
    if (place.offset < source_.text().size() && source_.text()[place.offset] == ':')
        source_.fail(place.position, "did not find expected key in front of ':'");
}

}  // namespace brine::support::yaml
