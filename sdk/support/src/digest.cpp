// SPDX-License-Identifier: Apache-2.0
#include "brine/support/digest.hpp"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "brine/support/os_error.hpp"
#include "brine/support/unique_fd.hpp"
#include "digest_algorithm.hpp"
#include "eintr.hpp"
#include "valid_string.hpp"

namespace brine::support {
namespace {

constexpr std::size_t buffer_size = 64 * 1024;

[[noreturn]] void throw_openssl_error() {
    const char* reason = ::ERR_reason_error_string(::ERR_peek_last_error());
    ::ERR_clear_error();
    throw std::system_error(ENOTSUP, std::generic_category(),
                            std::string("cannot compute a digest: ") +
                                (reason != nullptr ? reason : "unknown error of OpenSSL"));
}

struct FreeAlgorithm {
    void operator()(EVP_MD* algorithm) const noexcept { ::EVP_MD_free(algorithm); }
};

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const noexcept { ::EVP_MD_CTX_free(context); }
};

std::string to_hex(const unsigned char* bytes, std::size_t count) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(count * 2);
    for (std::size_t index = 0; index < count; ++index) {
        text += digits[bytes[index] >> 4];
        text += digits[bytes[index] & 0x0F];
    }
    return text;
}

}  // namespace

struct Digester::Context {
    std::unique_ptr<EVP_MD_CTX, FreeContext> state;
};

void Digester::DeleteContext::operator()(Context* context) const noexcept { delete context; }

Digester::Digester(DigestAlgorithm algorithm) : context_(new Context{}) {
    // The context holds a reference of its own to the algorithm.
    const std::unique_ptr<EVP_MD, FreeAlgorithm> method(
        ::EVP_MD_fetch(nullptr, openssl_name(algorithm), nullptr));
    if (!method) throw_openssl_error();
    context_->state.reset(::EVP_MD_CTX_new());
    if (!context_->state ||
        ::EVP_DigestInit_ex2(context_->state.get(), method.get(), nullptr) != 1) {
        throw_openssl_error();
    }
}

void Digester::update(std::string_view bytes) {
    if (::EVP_DigestUpdate(context_->state.get(), bytes.data(), bytes.size()) != 1) {
        throw_openssl_error();
    }
}

std::string Digester::finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
    unsigned int size = 0;
    if (::EVP_DigestFinal_ex(context_->state.get(), value.data(), &size) != 1) {
        throw_openssl_error();
    }
    return to_hex(value.data(), size);
}

std::string digest(DigestAlgorithm algorithm, std::string_view bytes) {
    Digester digester(algorithm);
    digester.update(bytes);
    return digester.finish();
}

std::string digest_file(DigestAlgorithm algorithm, const std::filesystem::path& path) {
    require_path(path.native());
    const UniqueFd file(
        retry_on_eintr([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY); }));
    if (!file) throw_os_error(errno, "cannot read", path.native());
    Digester digester(algorithm);
    std::vector<char> buffer(buffer_size);
    while (true) {
        const ssize_t count =
            retry_on_eintr([&] { return ::read(file.get(), buffer.data(), buffer.size()); });
        if (count < 0) throw_os_error(errno, "cannot read", path.native());
        if (count == 0) return digester.finish();
        digester.update({buffer.data(), static_cast<std::size_t>(count)});
    }
}

}  // namespace brine::support
