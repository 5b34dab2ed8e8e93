// SPDX-License-Identifier: Apache-2.0
#include "proc_files.hpp"

#include <brine/support/text.hpp>

#include <charconv>

namespace brine::grains {

namespace {

using support::split;
using support::strip;

// The number at the start of `text`, 0 when there is none.
std::int64_t leading_number(std::string_view text) {
    text = strip(text);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view word : split(text, ' '))
        if (!strip(word).empty()) words.emplace_back(strip(word));
    return words;
}

}  // namespace

Processor parse_cpuinfo(std::string_view text) {
    Processor processor;
    for (const std::string_view line : split(text, '\n')) {
        const std::vector<std::string_view> parts = split(line, ':');
        if (parts.size() < 2) continue;
        const std::string_view key = strip(parts[0]);
        const std::string_view value = strip(parts[1]);
        if (key == "processor") {
            ++processor.count;
        } else if (key == "# processors") {
            processor.count = leading_number(value);
        } else if (key == "vendor_id" || key == "model name" || key == "cpu") {
            processor.model = value;
        } else if (key == "flags" || key == "Features") {
            processor.flags = words_of(value);
        } else if (key == "Processor") {
            processor.model = value.substr(0, value.find('-'));
            processor.count = 1;
        }
    }
    return processor;
}

MemorySizes parse_meminfo(std::string_view text) {
    MemorySizes sizes;
    for (const std::string_view line : split(text, '\n')) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view key = strip(line.substr(0, colon));
        if (key == "MemTotal") sizes.total = leading_number(line.substr(colon + 1)) / 1024;
        if (key == "SwapTotal") sizes.swap = leading_number(line.substr(colon + 1)) / 1024;
    }
    return sizes;
}

std::vector<std::string> parse_mdstat(std::string_view text) {
    std::vector<std::string> arrays;
    for (const std::string_view line : split(text, '\n'))
        if (!line.starts_with("Personalities : ") && line.find(" : ") != std::string_view::npos)
            arrays.emplace_back(line.substr(0, line.find(" : ")));
    return arrays;
}

}  // namespace brine::grains
