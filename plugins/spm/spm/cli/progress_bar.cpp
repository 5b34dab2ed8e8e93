// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_bar.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace brine::spm {
namespace {

constexpr std::string_view tag = "spm/progress";
constexpr std::size_t bar_width = 20;

std::size_t terminal_width() {
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

std::string rounded(double number, const char* pattern, const char* unit) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), pattern, number, unit);
    return text.data();
}

std::string amount(double number) {
    constexpr std::array<const char*, 4> units{"", "kB", "MB", "GB"};
    std::size_t unit = 0;
    while (number >= 1000 && unit + 1 < units.size()) {
        number /= 1000;
        ++unit;
    }
    return unit == 0 ? rounded(number, "%.0f%s", "") : rounded(number, "%.1f %s", units[unit]);
}

std::string clock_text(double seconds) {
    const auto whole = static_cast<long>(std::min(seconds, 359'999.0));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%ld:%02ld", whole / 60, whole % 60);
    return text.data();
}

}  // namespace

std::string progress_line(std::string_view work, std::uint64_t done, std::uint64_t total,
                          double per_second, std::size_t width) {
    std::string line(work);
    const std::string speed = per_second > 0 ? "  " + amount(per_second) + "/s" : "";
    if (total == 0) {
        line += "  " + amount(static_cast<double>(done)) + speed;
    } else {
        const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
        const auto filled = static_cast<std::size_t>(part * bar_width);
        line += "  [" + std::string(filled, '#') + std::string(bar_width - filled, '-') + "] " +
                rounded(part * 100, "%3.0f%s", "%") + speed;
        if (per_second > 0)
            line +=
                "  " + clock_text(static_cast<double>(total - std::min(done, total)) / per_second);
    }
    if (line.size() <= width) return line;
    // The end tells more than a long name.
    const std::size_t rest = line.size() - std::min(line.size(), work.size());
    if (rest >= width) return line.substr(line.size() - width);
    return line.substr(0, width - rest) + line.substr(work.size());
}

ProgressBar::ProgressBar(const brine_host* host)
    : host_(host),
      events_(static_cast<const brine_events*>(host->extension(host, BRINE_EVENTS_ID))) {
    if (events_ != nullptr)
        token_ = events_->subscribe(host, {tag.data(), tag.size()}, on_event, this);
}

ProgressBar::~ProgressBar() {
    if (token_ != 0) events_->unsubscribe(host_, token_);
    clear();
}

void ProgressBar::clear() {
    if (shown_) std::fputs("\r\033[K", stderr);
    shown_ = false;
}

void ProgressBar::on_event(void* self, brine_text, const brine_value* data) {
    static_cast<ProgressBar*>(self)->show(Value(*data));
}

void ProgressBar::show(const Value& data) {
    const auto number = [&](std::string_view key) {
        const Value value = data[key];
        return value.is_int() ? static_cast<std::uint64_t>(value.integer()) : std::uint64_t{0};
    };
    const std::string work = format("{} {}", data["what"], data["name"]);
    const std::uint64_t done = number("done");
    const auto now = std::chrono::steady_clock::now();
    if (work != work_) {
        work_ = work;
        started_ = now;
        started_at_ = done;
    }
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const double speed =
        seconds > 0 ? static_cast<double>(done - std::min(done, started_at_)) / seconds : 0;
    std::fprintf(stderr, "\r\033[K%s",
                 progress_line(work, done, number("total"), speed, terminal_width() - 1).c_str());
    std::fflush(stderr);
    shown_ = true;
}

}  // namespace brine::spm
