// SPDX-License-Identifier: Apache-2.0
#include "brine/support/json.hpp"

#include "json_builder.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>

namespace brine::support::json {
namespace {

// The place of a byte of `text`, counted from 1.
struct Place {
    std::size_t line;
    std::size_t column;
};

Place place_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
            offset - line_start + 1};
}

// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while ..."
// without what our own messages say in another way.
std::string_view reason(std::string_view what) {
    for (const std::string_view lead : {": ", "syntax error while parsing "}) {
        const std::size_t at = what.find(lead);
        if (at != std::string_view::npos) what.remove_prefix(at + lead.size());
    }
    return what;
}

// The events of nlohmann's parser. Each answers true to go on.
class Handler {
  public:
    using Number = nlohmann::json::number_float_t;

    Handler(Memory memory, std::string_view text, std::string_view source)
        : builder_(memory), text_(text), source_(source) {}

    bool null() { return scalar(nullptr); }
    bool boolean(bool truth) { return scalar(truth); }
    bool number_integer(std::int64_t number) { return scalar(number); }
    bool number_unsigned(std::uint64_t number) { return scalar(number); }
    bool number_float(Number number, const std::string& spelling) {
        // The parser offers integers that fit nowhere as approximate floats.
        if (spelling.find_first_of(".eE") == std::string::npos)
            fail_after(spelling, "the integer " + spelling + " does not fit into 64 bits");
        return scalar(number);
    }
    bool string(const std::string& text) {
        builder_.add_copy(text);
        return true;
    }
    bool binary(const nlohmann::json::binary_t& /*bytes*/) { return false; }  // not in JSON texts
    bool key(const std::string& text) { return string(text); }
    bool start_object(std::size_t /*size*/) { return open(); }
    bool start_array(std::size_t /*size*/) { return open(); }
    bool end_object() {
        builder_.close_map();
        return true;
    }
    bool end_array() {
        builder_.close_list();
        return true;
    }
    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& error) {
        const Place place = place_of(text_, position == 0 ? 0 : position - 1);
        throw Error(source_, place.line, place.column, reason(error.what()));
    }

    [[nodiscard]] const Value& root() const { return builder_.root(); }

  private:
    bool scalar(const Value& value) {
        builder_.add(value);
        return true;
    }

    bool open() {
        if (builder_.depth() >= static_cast<std::size_t>(max_depth)) fail_at_depth();
        builder_.open();
        return true;
    }

    // The parser does not tell where it is: the number is looked for.
    [[noreturn]] void fail_after(const std::string& spelling, std::string_view what) const {
        const Place place = place_of(text_, text_.find(spelling));
        throw Error(source_, place.line, place.column, what);
    }

    [[noreturn]] void fail_at_depth() const;

    Builder builder_;
    std::string_view text_;
    std::string_view source_;
};

// The offset of the bracket that opens level max_depth + 1. The text is valid up to there.
std::size_t too_deep_at(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\') ++at;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > max_depth) return at;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return text.size();
}

void Handler::fail_at_depth() const {
    const Place place = place_of(text_, too_deep_at(text_));
    throw Error(source_, place.line, place.column,
                "nested more than " + std::to_string(max_depth) + " levels deep");
}

}  // namespace

Error::Error(std::string_view source, std::size_t line, std::size_t column, std::string_view what)
    : brine::Error(std::string(source) + ':' + std::to_string(line) + ':' + std::to_string(column) +
                   ": " + std::string(what)),
      source_(source),
      line_(line),
      column_(column) {}

Value load(Memory memory, std::string_view text, std::string_view source) {
    Handler handler(memory, text, source);
    nlohmann::json::sax_parse(text.begin(), text.end(), &handler);
    return handler.root();
}

}  // namespace brine::support::json
