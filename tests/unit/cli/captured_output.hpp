// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <stdexcept>
#include <string>

#include <unistd.h>

namespace brine::cli_test {

// Takes what goes to the descriptor of standard output or error while it exists.
class CapturedOutput {
  public:
    explicit CapturedOutput(int descriptor) : descriptor_(descriptor), file_(std::tmpfile()) {
        if (file_ == nullptr) throw std::runtime_error("no temporary file");
        std::fflush(nullptr);
        saved_ = ::dup(descriptor_);
        ::dup2(::fileno(file_), descriptor_);
    }
    CapturedOutput(const CapturedOutput&) = delete;
    CapturedOutput& operator=(const CapturedOutput&) = delete;
    ~CapturedOutput() {
        restore();
        std::fclose(file_);
    }

    // All so far; nothing more is taken after that.
    [[nodiscard]] std::string text() {
        restore();
        std::rewind(file_);
        std::string text;
        std::array<char, 4096> buffer{};
        while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), file_))
            text.append(buffer.data(), size);
        return text;
    }

  private:
    void restore() {
        if (saved_ < 0) return;
        std::fflush(nullptr);
        ::dup2(saved_, descriptor_);
        ::close(saved_);
        saved_ = -1;
    }

    int descriptor_;
    std::FILE* file_;
    int saved_ = -1;
};

}  // namespace brine::cli_test
