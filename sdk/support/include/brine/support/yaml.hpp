// SPDX-License-Identifier: Apache-2.0
//
// YAML texts to values and back, with the conventions of Salt, that is of PyYAML.
#pragma once

#include <brine/build.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brine::support::yaml {

/// A place in a text, both counted from 1; columns count bytes. 0:0 is no place.
struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend bool operator==(const Position&, const Position&) = default;
    explicit operator bool() const noexcept { return line != 0; }
};

/// A text that is not the YAML that is wanted. what() is "SOURCE:LINE:COLUMN: what is wrong" and,
/// below it, the lines around the place with a mark on it.
class Error : public brine::Error {
  public:
    Error(std::string_view text, std::string_view source, Position position,
          std::string_view problem);

    /// The name that was given to load().
    [[nodiscard]] const std::string& source() const noexcept { return source_; }
    [[nodiscard]] std::size_t line() const noexcept { return position_.line; }
    [[nodiscard]] std::size_t column() const noexcept { return position_.column; }
    /// What is wrong, in one line and without the place in front.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

  private:
    std::string source_;
    Position position_;
    std::string problem_;
};

/// Where the entries of a loaded tree stand in its text. Nodes are told apart by their address, so
/// ask with the tree that load() returned or with parts of it, not with copies. An entry that a
/// merge (`<<`) brought in stands where it was written.
class Positions {
  public:
    /// One step of a way down: the key of a map or the place of a list's item, from 0.
    using Path = std::span<const Value>;

    /// The key of an entry of `map`.
    [[nodiscard]] Position of_key(const Value& map, const Value& key) const;
    /// An item of `list`, behind its dash.
    [[nodiscard]] Position of_item(const Value& list, std::size_t item) const;

    /// The last step of `path` from `root` that there is; no place when not even the first is:
    /// at(root, {"vim", "pkg.installed", 2}).
    [[nodiscard]] Position at(const Value& root, Path path) const;
    [[nodiscard]] Position at(const Value& root, std::initializer_list<Value> path) const {
        return at(root, Path(path.begin(), path.size()));
    }

    void clear() noexcept { entries_.clear(); }

    /// For the loader: the places of the entries of a list or map, in their order.
    void set(const Value& container, std::vector<Position> entries);
    /// The same, to read; empty when there are none.
    [[nodiscard]] std::span<const Position> of(const Value& container) const noexcept;

  private:
    std::unordered_map<const void*, std::vector<Position>> entries_;  // by the first entry
};

struct LoadOptions {
    /// Names the text in messages: a path.
    std::string_view source = "YAML";
    /// Levels of lists and maps, aliases written out. The parser itself stops at 499.
    int depth = 400;
    /// Nodes that aliases may add to the tree when they are written out. In memory they share
    /// what they refer to; whoever walks over the tree meets it each time.
    std::uint64_t alias_nodes = 4'000'000;
    /// Filled with the places of all entries, unless nullptr.
    Positions* positions = nullptr;
};

/// The value of a text with one document, in `memory` and independent of `text`; nil when it has
/// none. Time and memory are linear in the size of the text.
///
/// Plain scalars are typed as by Salt: YAML 1.1, where yes, no, on and off are booleans, 1_000,
/// 0x1f, 0b11 and 1:30 (90) integers, 1e3 text; and where, other than in YAML 1.1, an integer with
/// leading zeros is decimal (0644 is 644) and dates stay text. Known tags are !!str, !!int,
/// !!float, !!bool, !!null, !!binary, !!timestamp (text), !!seq, !!map, !!omap (a map), !!pairs
/// (a list of lists), !!set (a list) and !!python/unicode. `<<` merges; own keys win, two merged
/// maps may not share a key. Maps keep the order of the text.
///
/// Throws Error for anything else: a key twice in a map ("found conflicting ID"), lists and maps
/// as keys, unknown tags, tabs as indentation, several documents, recursive aliases, what exceeds
/// the limits, and text that is not UTF-8 or has control characters.
///
/// Deviations from Salt: an integer beyond 64 bits is the text of its digits; a plain "=" is text;
/// keys that are equal only to Python (1, 1.0, true) are different; beyond quotes U+0085, U+2028
/// and U+2029 are no line ends. The scanner is yaml-cpp's, whose ways differ only in what is
/// refused. It does not take: a plain scalar of several lines with an anchor or a tag in front of
/// it, unless that follows a dash; a key of several lines in a flow mapping; a '?' without a key; a
/// ':' right behind the name of an anchor or an alias, which it takes for a part of the name. It
/// does take: tabs in lines that are empty otherwise, and as indentation of a block scalar; "{a:,
/// b}", "{:a: b}" and a "..." without a document.
[[nodiscard]] Value load(Memory memory, std::string_view text, const LoadOptions& options = {});

struct DumpOptions {
    /// Collections in one line with braces and brackets; automatic: those that have no
    /// collections in them (default_flow_style=None).
    enum class Flow { block, flow, automatic };

    Flow flow = Flow::block;
    bool sort_keys = false;       // by text, if all keys of a map are text
    bool allow_unicode = true;    // else everything beyond ASCII is escaped
    bool indent_lists = false;    // lists under a key: one level deeper than the key
    bool explicit_start = false;  // begin with "---"
    int indent = 2;               // 2 to 9
    int width = 80;               // lines of words are broken behind this column
};

/// The text that PyYAML's CSafeDumper makes (libyaml's emitter, which Salt uses), without anchors:
/// what the tree shares is written out each time. Secrets are written in clear.
///
/// Throws brine::Error that names the path of text that is not UTF-8, of values of unknown types,
/// and of what is nested more than max_depth levels deep.
[[nodiscard]] std::string dump(const Value& value, const DumpOptions& options = {});

}  // namespace brine::support::yaml
