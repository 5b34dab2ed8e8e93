// SPDX-License-Identifier: Apache-2.0
#include "text_encoding.hpp"

#include <iconv.h>
#include <brine/error.hpp>
#include <brine/format.hpp>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

namespace brine::file {
namespace {

enum class OnMissing { strict, ignore, replace, xml_reference, backslash };

OnMissing parse_errors(std::string_view errors) {
    if (errors == "strict") return OnMissing::strict;
    if (errors == "ignore") return OnMissing::ignore;
    if (errors == "replace") return OnMissing::replace;
    if (errors == "xmlcharrefreplace") return OnMissing::xml_reference;
    if (errors == "backslashreplace") return OnMissing::backslash;
    throw BadArgument(
        format("unknown encoding_errors '{}': expected strict, ignore, replace, "
               "xmlcharrefreplace or backslashreplace",
               errors));
}

std::string lower_with_dashes(std::string_view name) {
    std::string out(name);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '_' || c == ' ') c = '-';
    }
    return out;
}

// iconv's name for what Python calls by a name that iconv does not know, or means otherwise.
std::string iconv_name(const std::string& encoding) {
    constexpr std::array<std::pair<std::string_view, const char*>, 12> names{{
        {"latin-1", "ISO-8859-1"},
        {"latin", "ISO-8859-1"},
        {"iso8859-1", "ISO-8859-1"},
        {"utf-8-sig", "UTF-8"},
        {"utf8", "UTF-8"},
        {"utf-16-be", "UTF-16BE"},
        {"utf-16-le", "UTF-16LE"},
        {"utf-32-be", "UTF-32BE"},
        {"utf-32-le", "UTF-32LE"},
        {"us-ascii", "ASCII"},
        {"mbcs", "CP1252"},
        {"ansi", "CP1252"},
    }};
    const std::string wanted = lower_with_dashes(encoding);
    for (const auto& [python, iconv] : names)
        if (wanted == python) return iconv;
    return wanted;
}

struct CloseConverter {
    using pointer = iconv_t;
    void operator()(iconv_t converter) const noexcept { ::iconv_close(converter); }
};

class Converter {
  public:
    explicit Converter(const std::string& encoding)
        : handle_(::iconv_open(iconv_name(encoding).c_str(), "UTF-8")) {
        // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how iconv_open(3) says it
        if (handle_.get() == reinterpret_cast<iconv_t>(-1)) {
            handle_.release();
            throw Error(format("unknown encoding: {}", encoding));
        }
    }

    // Appends as much of `text` as can be converted, takes it off, and answers whether that was
    // all of it.
    bool convert(std::string_view& text, std::string& out) {
        std::array<char, 4096> buffer{};
        while (!text.empty()) {
            char* from = const_cast<char*>(text.data());  // NOLINT: iconv(3) does not write to it
            std::size_t left = text.size();
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t result = ::iconv(handle_.get(), &from, &left, &to, &room);
            const int error = errno;
            out.append(buffer.data(), buffer.size() - room);
            text.remove_prefix(text.size() - left);
            if (result == static_cast<std::size_t>(-1) && error != E2BIG) return false;
        }
        return true;
    }

    // Appends what ends a text in an encoding with shift states.
    void finish(std::string& out) {
        std::array<char, 32> buffer{};
        char* to = buffer.data();
        std::size_t room = buffer.size();
        ::iconv(handle_.get(), nullptr, nullptr, &to, &room);
        out.append(buffer.data(), buffer.size() - room);
    }

  private:
    std::unique_ptr<std::remove_pointer_t<iconv_t>, CloseConverter> handle_;
};

// The first character of UTF-8 text, and its size in bytes.
std::pair<std::uint32_t, std::size_t> first_character(std::string_view text) {
    const auto byte = [&](std::size_t at) -> std::uint32_t {
        return at < text.size() ? static_cast<unsigned char>(text[at]) & 0x3FU : 0U;
    };
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80U) return {lead, 1};
    if (lead < 0xE0U) return {(lead & 0x1FU) << 6U | byte(1), 2};
    if (lead < 0xF0U) return {(lead & 0x0FU) << 12U | byte(1) << 6U | byte(2), 3};
    return {(lead & 0x07U) << 18U | byte(1) << 12U | byte(2) << 6U | byte(3), 4};
}

std::string backslashed(std::uint32_t character) {
    constexpr std::string_view hex = "0123456789abcdef";
    const auto [letter, digits] = character < 0x100U     ? std::pair('x', 2U)
                                  : character < 0x10000U ? std::pair('u', 4U)
                                                         : std::pair('U', 8U);
    std::string text{'\\', letter};
    for (unsigned at = digits; at-- > 0;) text += hex[(character >> (4U * at)) & 15U];
    return text;
}

std::string replacement(std::uint32_t character, OnMissing on_missing,
                        const std::string& encoding) {
    switch (on_missing) {
        case OnMissing::strict:
            break;
        case OnMissing::ignore:
            return {};
        case OnMissing::replace:
            return "?";
        case OnMissing::xml_reference:
            return format("&#{};", character);
        case OnMissing::backslash:
            return backslashed(character);
    }
    throw Error(format("'{}' codec can't encode character '{}'", encoding, backslashed(character)));
}

}  // namespace

std::string encode(std::string_view text, const std::string& encoding, std::string_view errors) {
    const OnMissing on_missing = parse_errors(errors);
    Converter converter(encoding);
    std::string out;
    if (lower_with_dashes(encoding) == "utf-8-sig") out = "\xEF\xBB\xBF";
    while (!converter.convert(text, out)) {
        const auto [character, size] = first_character(text);
        const std::string instead = replacement(character, on_missing, encoding);
        std::string_view rest = instead;
        if (!converter.convert(rest, out))
            throw Error(
                format("'{}' codec can't encode character '{}'", encoding, backslashed(character)));
        text.remove_prefix(std::min(size, text.size()));
    }
    converter.finish(out);
    return out;
}

}  // namespace brine::file
