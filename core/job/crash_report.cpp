// SPDX-License-Identifier: Apache-2.0
#include "core/job/crash_report.hpp"

#include "core/control/frame.hpp"
#include "core/registry/run.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <system_error>

#include <unistd.h>

namespace brine::core {
namespace {

int report_descriptor = -1;

// A handler needs a stack of its own: overflowing the normal one is a common way to crash.
alignas(16) std::array<std::byte, 64 * 1024> handler_stack;

// Writes MessagePack with nothing but memory copies, as a signal handler must.
// https://github.com/msgpack/msgpack/blob/master/spec.md
class SafeWriter {
  public:
    SafeWriter() { size_ = frame_head; }

    void map(std::size_t pairs) { byte(static_cast<unsigned char>(0x80U | pairs)); }

    void text(std::string_view text) {
        text = text.substr(0, 255);
        byte(0xD9);  // str 8
        byte(static_cast<unsigned char>(text.size()));
        if (text.empty() || size_ + text.size() > buffer_.size()) return;
        std::memcpy(buffer_.data() + size_, text.data(), text.size());
        size_ += text.size();
    }

    void number(unsigned char number) { byte(number & 0x7FU); }  // positive fixint

    // Completes the frame's head and sends all.
    void send(int descriptor) {
        const std::size_t body = size_ - frame_head;
        for (std::size_t n = 0; n < frame_head; ++n)
            buffer_[n] = static_cast<char>(body >> (8 * n) & 0xFFU);
        std::size_t sent = 0;
        while (sent < size_) {
            const ssize_t wrote = ::write(descriptor, buffer_.data() + sent, size_ - sent);
            if (wrote <= 0 && errno != EINTR) return;
            if (wrote > 0) sent += static_cast<std::size_t>(wrote);
        }
    }

  private:
    void byte(unsigned char value) {
        if (size_ < buffer_.size()) buffer_[size_++] = static_cast<char>(value);
    }

    std::array<char, 1024> buffer_{};
    std::size_t size_ = 0;
};

extern "C" void on_fatal_signal(int signal) {
    std::string_view function;
    std::string_view plugin;
    if (const Frame* frame = current_frame(); frame != nullptr && frame->function != nullptr) {
        function = frame->function->manifest->name;
        plugin = frame->function->plugin->manifest().path;
    }
    SafeWriter writer;
    writer.map(4);
    writer.text("type");
    writer.text("crash");
    writer.text("signal");
    writer.number(static_cast<unsigned char>(signal));
    writer.text("function");
    writer.text(function);
    writer.text("plugin");
    writer.text(plugin);
    writer.send(report_descriptor);
    ::raise(signal);  // SA_RESETHAND brought the default action back
}

}  // namespace

void report_crashes_to(int descriptor) {
    report_descriptor = descriptor;
    stack_t stack{};
    stack.ss_sp = handler_stack.data();
    stack.ss_size = handler_stack.size();
    if (::sigaltstack(&stack, nullptr) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot set a signal stack");
    struct sigaction action {};
    action.sa_handler = on_fatal_signal;
    action.sa_flags = static_cast<int>(SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
        if (::sigaction(signal, &action, nullptr) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot handle a signal");
}

}  // namespace brine::core
