// SPDX-License-Identifier: Apache-2.0
#include "nested.hpp"

#include "python_text.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <vector>

namespace brine::output {

namespace {

class NestedDisplay {
  public:
    explicit NestedDisplay(const Settings& settings) : settings_(settings) {}

    void show(const Value& value, std::size_t indent, std::string_view prefix) {
        if (value.secret() && !value.is_nil()) {
            line(indent, Color::green, prefix, "********");
            return;
        }
        switch (value.type()) {
            case Type::list:
                show_list(value, indent);
                return;
            case Type::map:
                show_map(value, indent, prefix);
                return;
            case Type::string:
                show_text(value.str(), indent, prefix);
                return;
            case Type::bytes:  // bytes that are no text have no display
                if (support::utf8_valid(value.bytes())) show_text(value.bytes(), indent, prefix);
                return;
            case Type::nil:
            case Type::boolean:
            case Type::integer:
            case Type::unsigned_integer:
            case Type::floating:
                line(indent, Color::light_yellow, prefix, repr(value));
                return;
        }
    }

    [[nodiscard]] std::string text() && { return std::move(out_); }

  private:
    void line(std::size_t indent, Color color, std::string_view prefix, std::string_view text,
              std::string_view suffix = {}) {
        if (!first_) out_ += '\n';
        first_ = false;
        out_.append(indent, ' ');
        out_ += settings_.palette[color];
        out_ += prefix;
        out_ += text;
        out_ += settings_.palette[Color::end];
        out_ += suffix;
    }

    void show_text(std::string_view text, std::size_t indent, std::string_view prefix) {
        const std::string blank(prefix.size(), ' ');
        for (const std::string_view part : split_lines(text, false)) {
            line(indent, Color::green, prefix,
                 settings_.strip_escapes ? without_escapes(part) : std::string(part));
            prefix = blank;
        }
    }

    void show_list(const Value& list, std::size_t indent) {
        const Color color = settings_.failed ? Color::red : Color::green;
        for (const Value& item : list.items()) {
            if (!item.is_list() && !item.is_map()) {
                show(item, indent, "- ");
                continue;
            }
            line(indent, color, "", "|_");
            show(item, indent + 2, item.is_map() ? "" : "- ");
        }
    }

    void show_map(const Value& map, std::size_t indent, std::string_view prefix) {
        const Color color = settings_.failed ? Color::red : Color::cyan;
        if (indent > 0) line(indent, color, "", "----------");
        for (const Pair& pair : sorted(map)) {
            line(indent, color, prefix, to_str(pair.key), ":");
            show(pair.value, indent + 4, "");
        }
    }

    // In the order of the keys; of their texts when Python could not compare them.
    static std::vector<Pair> sorted(const Value& map) {
        std::vector<Pair> pairs(map.pairs().begin(), map.pairs().end());
        const bool ordered = std::all_of(pairs.begin(), pairs.end(), [&](const Pair& pair) {
            return comparable(pairs.front().key, pair.key);
        });
        std::stable_sort(pairs.begin(), pairs.end(), [ordered](const Pair& a, const Pair& b) {
            return ordered ? less(a.key, b.key) : to_str(a.key) < to_str(b.key);
        });
        return pairs;
    }

    const Settings& settings_;
    std::string out_;
    bool first_ = true;
};

}  // namespace

std::string without_escapes(std::string_view text) {
    std::string clean(text);
    std::replace(clean.begin(), clean.end(), '\033', '?');
    return clean;
}

std::string nested(const Value& data, const Settings& settings) {
    NestedDisplay display(settings);
    display.show(data, settings.indent, "");
    return std::move(display).text();
}

}  // namespace brine::output
