// SPDX-License-Identifier: Apache-2.0
#include "brine/support/glob.hpp"

#include <string>
#include <variant>
#include <vector>

#include "character_set.hpp"
#include "utf8.hpp"

namespace brine::support {
namespace {

struct AnyText {};
struct AnyCharacter {};
using Token = std::variant<char32_t, AnyText, AnyCharacter, CharacterSet>;

bool matches_one(const Token& token, char32_t character) {
    if (const auto* literal = std::get_if<char32_t>(&token)) return *literal == character;
    if (const auto* set = std::get_if<CharacterSet>(&token)) return set->contains(character);
    return std::holds_alternative<AnyCharacter>(token);
}

// The index of the ']' that ends the set whose body begins at `begin`, or npos. A ']' at the
// begin of the body, or behind its '!', is a member.
std::size_t find_set_end(std::u32string_view pattern, std::size_t begin) {
    std::size_t search = begin;
    if (search < pattern.size() && pattern[search] == U'!') ++search;
    return search < pattern.size() ? pattern.find(U']', search + 1) : std::u32string_view::npos;
}

std::vector<Token> compile(std::u32string_view pattern) {
    std::vector<Token> tokens;
    for (std::size_t index = 0; index < pattern.size(); ++index) {
        const char32_t character = pattern[index];
        if (character == U'*') {
            tokens.emplace_back(AnyText{});
        } else if (character == U'?') {
            tokens.emplace_back(AnyCharacter{});
        } else if (const std::size_t end = character == U'[' ? find_set_end(pattern, index + 1)
                                                             : std::u32string_view::npos;
                   end != std::u32string_view::npos) {
            tokens.emplace_back(CharacterSet(pattern.substr(index + 1, end - index - 1)));
            index = end;
        } else {
            tokens.emplace_back(character);
        }
    }
    return tokens;
}

}  // namespace

struct Glob::Program {
    std::vector<Token> tokens;
};

Glob::Glob(std::string_view pattern)
    : program_(std::make_shared<const Program>(Program{compile(decode_utf8_text(pattern))})) {}

// Only the last `*` met can need another try: to give more text to an earlier one would only
// shorten what the last one may choose from.
bool Glob::matches(std::string_view text) const {
    constexpr std::size_t none = std::u32string::npos;
    const std::u32string characters = decode_utf8_text(text);
    const std::vector<Token>& tokens = program_->tokens;
    std::size_t token = 0;
    std::size_t position = 0;
    std::size_t last_star = none;
    std::size_t star_end = 0;
    while (position < characters.size()) {
        if (token < tokens.size() && std::holds_alternative<AnyText>(tokens[token])) {
            last_star = token++;
            star_end = position;
        } else if (token < tokens.size() && matches_one(tokens[token], characters[position])) {
            ++token;
            ++position;
        } else if (last_star != none) {
            token = last_star + 1;
            position = ++star_end;
        } else {
            return false;
        }
    }
    while (token < tokens.size() && std::holds_alternative<AnyText>(tokens[token])) ++token;
    return token == tokens.size();
}

bool glob_matches(std::string_view text, std::string_view pattern) {
    return Glob(pattern).matches(text);
}

bool has_wildcard(std::string_view text) noexcept {
    return text.find_first_of("*?[") != std::string_view::npos;
}

}  // namespace brine::support
