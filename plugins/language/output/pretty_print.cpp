// SPDX-License-Identifier: Apache-2.0
#include "pretty_print.hpp"

#include "python_text.hpp"

#include <algorithm>
#include <vector>

namespace brine::output {

namespace {

constexpr std::ptrdiff_t page_width = 80;

// repr() with the keys of all maps sorted.
std::string sorted_repr(const Value& value);

// By key; keys of different types by the names of their types, as pprint's _safe_key does.
std::vector<Pair> sorted_pairs(const Value& map) {
    std::vector<Pair> pairs(map.pairs().begin(), map.pairs().end());
    const auto type_of = [](const Value& key) -> std::string_view {
        return key.is_nil() ? "NoneType" : type_name(key.type());
    };
    std::stable_sort(pairs.begin(), pairs.end(), [&](const Pair& a, const Pair& b) {
        return comparable(a.key, b.key) ? less(a.key, b.key) : type_of(a.key) < type_of(b.key);
    });
    return pairs;
}

template <class Items, class Write>
std::string joined(char open, char close, const Items& items, Write write) {
    std::string out(1, open);
    std::string_view separator;
    for (const auto& item : items) {
        out += separator;
        out += write(item);
        separator = ", ";
    }
    return out + close;
}

std::string sorted_repr(const Value& value) {
    if (value.secret()) return repr(value);
    if (value.is_list()) return joined('[', ']', value.items(), sorted_repr);
    if (value.is_map())
        return joined('{', '}', sorted_pairs(value), [](const Pair& pair) {
            return sorted_repr(pair.key) + ": " + sorted_repr(pair.value);
        });
    return repr(value);
}

std::ptrdiff_t columns(std::string_view text) { return static_cast<std::ptrdiff_t>(length(text)); }

// The parts of a line that hold a word with the blanks that follow it.
std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> words;
    bool in_blanks = false;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t size = offset_of(line.substr(at), 1);
        const std::string_view c = line.substr(at, size);
        const bool blank = strip(c).empty();
        if (words.empty() || (in_blanks && !blank)) words.emplace_back();
        words.back() += c;
        in_blanks = blank;
        at += size;
    }
    return words;
}

class Printer {
  public:
    explicit Printer(std::size_t indent) : indent_(static_cast<std::ptrdiff_t>(indent)) {}

    // `indent`: columns before the value; `allowance`: columns needed behind it.
    void print(const Value& value, std::ptrdiff_t indent, std::ptrdiff_t allowance, int level) {
        const std::string whole = sorted_repr(value);
        const bool fits = columns(whole) <= page_width - indent - allowance;
        if (fits || value.secret() || value.size() == 0) {
            out_ += whole;
        } else if (value.is_map()) {
            print_map(value, indent, allowance + 1, level + 1);
        } else if (value.is_list()) {
            print_list(value, indent, allowance + 1, level + 1);
        } else if (value.is_str()) {
            print_literals(text_literals(value.str(), level == 0, indent, allowance), indent,
                           level == 0);
        } else if (value.is_bytes() && value.size() > 4) {
            print_literals(byte_literals(value.bytes(), level == 0, indent, allowance), indent,
                           level == 0);
        } else {
            out_ += whole;
        }
    }

    [[nodiscard]] std::string text() && { return std::move(out_); }

  private:
    void next_line(std::ptrdiff_t indent) {
        out_ += ",\n";
        out_.append(static_cast<std::size_t>(indent), ' ');
    }

    void open(char bracket) {
        out_ += bracket;
        if (indent_ > 1) out_.append(static_cast<std::size_t>(indent_ - 1), ' ');
    }

    void print_map(const Value& map, std::ptrdiff_t indent, std::ptrdiff_t allowance, int level) {
        open('{');
        indent += indent_;
        const std::vector<Pair> pairs = sorted_pairs(map);
        for (std::size_t n = 0; n < pairs.size(); ++n) {
            if (n > 0) next_line(indent);
            const std::string key = sorted_repr(pairs[n].key);
            out_ += key + ": ";
            print(pairs[n].value, indent + columns(key) + 2, n + 1 == pairs.size() ? allowance : 1,
                  level);
        }
        out_ += '}';
    }

    void print_list(const Value& list, std::ptrdiff_t indent, std::ptrdiff_t allowance, int level) {
        open('[');
        indent += indent_;
        const auto items = list.items();
        for (std::size_t n = 0; n < items.size(); ++n) {
            if (n > 0) next_line(indent);
            print(items[n], indent, n + 1 == items.size() ? allowance : 1, level);
        }
        out_ += ']';
    }

    // Each line a literal; a line that is too long as one literal per group of words.
    static std::vector<std::string> text_literals(std::string_view text, bool outermost,
                                                  std::ptrdiff_t indent, std::ptrdiff_t allowance) {
        if (outermost) ++indent, ++allowance;
        const std::ptrdiff_t width = page_width - indent;
        std::vector<std::string> literals;
        const std::vector<std::string_view> lines = split_lines(text, true);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const bool last_line = i + 1 == lines.size();
            const std::string whole = repr(Value(lines[i]));
            if (columns(whole) <= width - (last_line ? allowance : 0)) {
                literals.push_back(whole);
                continue;
            }
            const std::vector<std::string> words = words_of(lines[i]);
            std::string current;
            for (std::size_t j = 0; j < words.size(); ++j) {
                const bool last = last_line && j + 1 == words.size();
                const std::string candidate = current + words[j];
                if (columns(repr(Value(candidate))) <= width - (last ? allowance : 0)) {
                    current = candidate;
                    continue;
                }
                if (!current.empty()) literals.push_back(repr(Value(current)));
                current = words[j];
            }
            if (!current.empty()) literals.push_back(repr(Value(current)));
        }
        return literals;
    }

    // Literals of whole groups of four bytes.
    static std::vector<std::string> byte_literals(std::string_view bytes, bool outermost,
                                                  std::ptrdiff_t indent, std::ptrdiff_t allowance) {
        if (outermost) ++indent, ++allowance;
        const auto literal = [](std::string_view part) { return repr(Value::stable_bytes(part)); };
        const std::size_t last = bytes.size() / 4 * 4;
        std::ptrdiff_t width = page_width - indent;
        std::vector<std::string> literals;
        std::string current;
        for (std::size_t at = 0; at < bytes.size(); at += 4) {
            const std::string candidate = current + std::string(bytes.substr(at, 4));
            if (at == last) width -= allowance;
            if (columns(literal(candidate)) <= width) {
                current = candidate;
                continue;
            }
            if (!current.empty()) literals.push_back(literal(current));
            current = bytes.substr(at, 4);
        }
        if (!current.empty()) literals.push_back(literal(current));
        return literals;
    }

    void print_literals(const std::vector<std::string>& literals, std::ptrdiff_t indent,
                        bool outermost) {
        const bool parens = outermost && literals.size() > 1;
        if (parens) out_ += '(';
        for (std::size_t n = 0; n < literals.size(); ++n) {
            if (n > 0)
                out_ +=
                    '\n' + std::string(static_cast<std::size_t>(indent + (outermost ? 1 : 0)), ' ');
            out_ += literals[n];
        }
        if (parens) out_ += ')';
    }

    std::ptrdiff_t indent_;
    std::string out_;
};

}  // namespace

std::string pretty_print(const Value& value, std::size_t indent) {
    Printer printer(indent);
    printer.print(value, 0, 0, 0);
    return std::move(printer).text();
}

}  // namespace brine::output
