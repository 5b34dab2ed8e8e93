// SPDX-License-Identifier: Apache-2.0
#include "core/log/log.hpp"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstdio>
#include <mutex>
#include <utility>

namespace brine::core {
namespace {

// Above every level: a log with nothing enabled.
constexpr Level nothing = static_cast<Level>(BRINE_LOG_ERROR + 1);

struct NamedLevel {
    std::string_view name;
    std::optional<Level> level;
};

// Salt's names; levels that Brine does not tell apart share one.
constexpr std::array named_levels{
    NamedLevel{"all", Level::trace},       NamedLevel{"garbage", Level::trace},
    NamedLevel{"trace", Level::trace},     NamedLevel{"debug", Level::debug},
    NamedLevel{"profile", Level::debug},   NamedLevel{"info", Level::info},
    NamedLevel{"warning", Level::warning}, NamedLevel{"error", Level::error},
    NamedLevel{"critical", Level::error},  NamedLevel{"quiet", std::nullopt},
};

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::trace:
            return spdlog::level::trace;
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

std::optional<Level> level_from(std::string_view name) {
    for (const NamedLevel& entry : named_levels)
        if (entry.name == name) return entry.level;
    std::string known;
    for (const NamedLevel& entry : named_levels)
        known += (known.empty() ? "" : ", ") + std::string(entry.name);
    throw BadArgument(format("'{}' is no log level; there are {}", name, known));
}

// The spdlog side, made when the first line is written.
class Log::Sinks {
  public:
    explicit Sinks(const LogOptions& options) {
        if (options.console) add_console(*options.console, options.colour);
        if (!options.file.empty() && options.file_level)
            add_file(*options.file_level, options.file);
    }

    void write(Level level, std::string_view source, std::string_view message) {
        const spdlog::details::log_msg line(spdlog::string_view_t(source.data(), source.size()),
                                            spdlog_level(level),
                                            spdlog::string_view_t(message.data(), message.size()));
        for (const auto& sink : sinks_) {
            if (!sink->should_log(line.level)) continue;
            sink->log(line);
            if (level >= Level::warning) sink->flush();
        }
    }

  private:
    void add_console(Level level, bool colour) {
        auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(
            colour ? spdlog::color_mode::always : spdlog::color_mode::never);
        sink->set_level(spdlog_level(level));
        sink->set_pattern("[%^%-8l%$] %n: %v");
        sinks_.push_back(std::move(sink));
    }

    void add_file(Level level, const std::string& path) {
        try {
            auto sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(path);
            sink->set_level(spdlog_level(level));
            sink->set_pattern("%Y-%m-%d %H:%M:%S,%e [%-17n][%-8l][%P] %v");
            sinks_.push_back(std::move(sink));
        } catch (const spdlog::spdlog_ex& error) {
            std::fprintf(stderr, "cannot write the log file '%s': %s\n", path.c_str(),
                         error.what());
        }
    }

    std::vector<std::shared_ptr<spdlog::sinks::sink>> sinks_;
};

Log::Log(LogOptions options) : options_(std::move(options)), lowest_(nothing) {
    if (options_.console) lowest_ = *options_.console;
    if (!options_.file.empty() && options_.file_level)
        lowest_ = std::min(lowest_, *options_.file_level);
}

Log::~Log() = default;

void Log::write(Level level, std::string_view source, std::string_view message) {
    if (!enabled(level)) return;
    static std::mutex opening;
    {
        const std::lock_guard lock(opening);
        if (!sinks_) sinks_ = std::make_unique<Sinks>(options_);
    }
    sinks_->write(level, source, message);
}

}  // namespace brine::core
