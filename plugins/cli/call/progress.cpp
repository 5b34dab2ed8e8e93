// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <cstdio>
#include <string>

#include <sys/ioctl.h>
#include <unistd.h>

namespace brine::cli {
namespace {

constexpr std::string_view state_started = "brine/state/*/start";

std::size_t terminal_width() {
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

// Control characters and the start of multi-byte characters that would be cut are left out.
std::string one_line(std::string text, std::size_t width) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    if (text.size() <= width) return text;
    std::size_t end = width;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

}  // namespace

Progress::Progress(const brine_host* host)
    : host_(host),
      events_(static_cast<const brine_events*>(host->extension(host, BRINE_EVENTS_ID))) {
    if (events_ != nullptr)
        token_ =
            events_->subscribe(host, {state_started.data(), state_started.size()}, on_event, this);
}

Progress::~Progress() {
    if (token_ != 0) events_->unsubscribe(host_, token_);
    if (shown_) std::fputs("\r\033[K", stderr);
}

void Progress::on_event(void* self, brine_text, const brine_value* data) {
    static_cast<Progress*>(self)->show(Value(*data));
}

void Progress::show(const Value& data) {
    const std::string line =
        format("[{}/{}] {} {}", data["run_num"], data["total"], data["function"], data["name"]);
    std::fprintf(stderr, "\r\033[K%s", one_line(line, terminal_width() - 1).c_str());
    std::fflush(stderr);
    shown_ = true;
}

}  // namespace brine::cli
