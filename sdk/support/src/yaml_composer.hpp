// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "brine/support/yaml.hpp"
#include "yaml_tag.hpp"
#include "yaml_text.hpp"

namespace brine::support::yaml {

/// Where a node begins.
struct Place {
    Position position;
    std::uint32_t offset = 0;
};

/// Makes values of a parser's events. It knows nothing of the parser but its events; anchors are
/// numbered from 1, 0 is none. Open collections lie on one stack and move to the memory of the
/// result as a whole when they end.
class Composer {
  public:
    Composer(Memory memory, const SourceText& source, const LoadOptions& options);

    /// Each throws Error for what the text must not say there.
    void null(Place place, std::size_t anchor);
    void alias(Place place, std::size_t anchor);
    void scalar(Place place, std::string_view tag, std::size_t anchor, std::string_view text);
    void begin_list(Place place, std::string_view tag, std::size_t anchor, bool flow);
    void end_list();
    void begin_map(Place place, std::string_view tag, std::size_t anchor, bool flow);
    void end_map();
    /// The name of the anchor of the node that comes next.
    void anchor_name(Place place, const std::string& name);

    /// A collection that is not finished.
    struct Frame {
        Tag tag;
        bool is_map;
        bool flow;
        bool merges = false;  // has a `<<` key
        Place place;
        std::size_t anchor;
        std::size_t start;         // of its content in nodes_
        std::uint64_t weight = 1;  // nodes in it with aliases written out, itself included
        int indentation = 0;       // column of what is in it, from 0; of its bracket if it is flow
        int height = 1;            // levels of collections with aliases written out
    };
    /// The innermost open collection, or nullptr.
    [[nodiscard]] const Frame* innermost() const noexcept {
        return frames_.empty() ? nullptr : &frames_.back();
    }

    /// Where the node of the last event begins.
    [[nodiscard]] std::size_t last_offset() const noexcept { return last_offset_; }

    [[nodiscard]] Value root() const noexcept {
        return nodes_.empty() ? Value() : nodes_.front().value;
    }

  private:
    struct Node {
        Value value;
        Place place;
        bool merge = false;  // the key `<<`
    };
    // How large a node is with its aliases written out.
    struct Extent {
        std::uint64_t weight = 1;
        int height = 0;
    };
    struct Anchored {
        Value value;
        Extent extent;
        bool complete = false;
    };

    void begin(const Frame& frame);
    [[nodiscard]] int column_of_content(const Frame& frame) const;
    void add(const Node& node, std::size_t anchor, Extent extent);
    void finish(Value value);
    void remember(std::size_t anchor, const Anchored& anchored);
    void count_alias_nodes(Place place, std::uint64_t weight);
    void refuse_tab_in_front(Place place) const;
    void refuse_missing_colon(Place place) const;
    void refuse_missing_key(Place place) const;
    void refuse_empty_flow_entry(Place place) const;
    void refuse_unindented(Place place) const;
    [[nodiscard]] bool at_key() const noexcept;
    [[nodiscard]] int indentation() const noexcept;

    // The content of a scalar that is perhaps not plain; if it is, yaml-cpp's `text`.
    struct Written {
        std::string text = {};
        bool plain = false;
        bool block = false;
    };
    [[nodiscard]] Written written(Place place, std::string_view text) const;
    [[nodiscard]] Value tagged_scalar(Place place, Tag tag, std::string_view tag_name,
                                      std::string_view text) const;
    [[nodiscard]] Value make_list(const Frame& frame);
    [[nodiscard]] Value make_pairs(const Frame& frame);
    [[nodiscard]] Value make_ordered_map(const Frame& frame);
    [[nodiscard]] const Pair& only_pair(const Node& node, std::string_view what) const;
    [[nodiscard]] Value make_map(const Frame& frame);
    [[nodiscard]] Value make_set(const Value& map);

    // The pairs of a map before it is known that their keys differ.
    struct Entries {
        std::vector<Pair> pairs;
        std::vector<Place> places;        // of the keys, where merged pairs have that of `<<`
        std::vector<Position> positions;  // of the keys; filled only when they are asked for
        void add(const Pair& pair, Place place) {
            pairs.push_back(pair);
            places.push_back(place);
        }
    };
    [[nodiscard]] Entries own_entries(const Frame& frame) const;
    [[nodiscard]] Entries with_merged(const Frame& frame, Entries own);
    void merge_value(const Node& key, const Node& value, const Value& own, Entries& into);
    void merge_map(const Node& key, const Value& map, const Value& own, Entries& into);
    void refuse_duplicates(const Value& map, const Entries& entries, const Frame& frame) const;

    Memory memory_;
    const SourceText& source_;
    LoadOptions options_;
    std::vector<Node> nodes_;
    std::vector<Frame> frames_;
    std::vector<Anchored> anchors_;  // by number
    std::unordered_set<std::string> anchor_names_;
    std::uint64_t alias_nodes_ = 0;
    int flow_depth_ = 0;
    std::uint32_t last_offset_ = 0;
};

}  // namespace brine::support::yaml
