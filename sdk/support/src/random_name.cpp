// SPDX-License-Identifier: Apache-2.0
#include "random_name.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <climits>
#include <string_view>
#include <system_error>

#include "eintr.hpp"

namespace brine::support {
namespace {

constexpr std::size_t random_length = 6;
constexpr std::size_t max_kept = NAME_MAX - random_length - std::string_view("..").size();
constexpr std::string_view alphabet =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

}  // namespace

std::string temporary_name_for(const std::string& name) {
    std::array<unsigned char, random_length> random{};
    const ssize_t count =
        retry_on_eintr([&] { return ::getrandom(random.data(), random.size(), 0); });
    if (count < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot get random bytes");
    }
    std::string result = "." + name.substr(0, max_kept) + ".";
    // The modulus favours some letters a little; names have to be distinct, not secret.
    for (const unsigned char byte : random) result += alphabet[byte % alphabet.size()];
    return result;
}

}  // namespace brine::support
