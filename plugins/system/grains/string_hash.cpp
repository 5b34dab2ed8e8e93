// SPDX-License-Identifier: Apache-2.0
#include "string_hash.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

namespace brine::grains {

namespace {

class SipHash13 {
  public:
    std::uint64_t operator()(std::string_view bytes) {
        const std::size_t whole = bytes.size() / 8 * 8;
        for (std::size_t at = 0; at < whole; at += 8) absorb(word(bytes.substr(at, 8)));
        absorb(word(bytes.substr(whole)) | (std::uint64_t{bytes.size()} << 56U));
        v2_ ^= 0xFF;
        for (int n = 0; n < 3; ++n) round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

  private:
    static std::uint64_t word(std::string_view bytes) {
        std::uint64_t value = 0;
        for (std::size_t n = bytes.size(); n-- > 0;)
            value = (value << 8U) | static_cast<unsigned char>(bytes[n]);
        return value;
    }

    void absorb(std::uint64_t word) {
        v3_ ^= word;
        round();
        v0_ ^= word;
    }

    void round() {
        v0_ += v1_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v0_ = std::rotl(v0_, 32);
        v2_ += v3_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ += v3_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v2_ += v1_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v2_ = std::rotl(v2_, 32);
    }

    // The initial state for a key of zeros: "somepseudorandomlygeneratedbytes".
    std::uint64_t v0_ = 0x736f6d6570736575;
    std::uint64_t v1_ = 0x646f72616e646f6d;
    std::uint64_t v2_ = 0x6c7967656e657261;
    std::uint64_t v3_ = 0x7465646279746573;
};

std::vector<std::uint32_t> code_points(std::string_view text) {
    std::vector<std::uint32_t> points;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U || points.empty()) {
            const unsigned lead = byte >= 0xF0   ? 7U
                                  : byte >= 0xE0 ? 15U
                                  : byte >= 0xC0 ? 31U
                                                 : 127U;
            points.push_back(byte & lead);
        } else {
            points.back() = (points.back() << 6U) | (byte & 0x3FU);
        }
    }
    return points;
}

}  // namespace

std::int64_t python_hash(std::string_view text) {
    if (text.empty()) return 0;
    const std::vector<std::uint32_t> points = code_points(text);
    const std::uint32_t highest = *std::max_element(points.begin(), points.end());
    const unsigned width = highest > 0xFFFF ? 4 : highest > 0xFF ? 2 : 1;
    std::string bytes;
    for (const std::uint32_t point : points)
        for (unsigned n = 0; n < width; ++n)
            bytes += static_cast<char>((point >> (8U * n)) & 0xFFU);
    const auto hash = static_cast<std::int64_t>(SipHash13()(bytes));
    return hash == -1 ? -2 : hash;
}

}  // namespace brine::grains
