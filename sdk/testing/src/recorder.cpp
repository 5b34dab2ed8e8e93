// SPDX-License-Identifier: Apache-2.0
#include "recorder.hpp"

#include <brine/support/text.hpp>
#include <brine/testing/failure.hpp>

#include <utility>

namespace brine::testing {

Value Recorder::keep(const Value& value) {
    const std::lock_guard lock(mutex_);
    return keep_locked(value);
}

std::shared_ptr<RecordedCall> Recorder::begin(RecordedCall call) {
    const std::lock_guard lock(mutex_);
    call.args = keep_locked(Value::list(call.args)).items();
    call.kwargs = keep_locked(Value::map(call.kwargs)).pairs();
    call.context = keep_locked(call.context);
    calls_.push_back(std::make_shared<RecordedCall>(std::move(call)));
    return calls_.back();
}

void Recorder::bound(RecordedCall& call, const Value& parameters) {
    const std::lock_guard lock(mutex_);
    call.parameters = keep_locked(parameters);
}

void Recorder::end(RecordedCall& call, brine_status status, std::string_view error,
                   const Value& result) {
    const std::lock_guard lock(mutex_);
    call.status = status;
    if (status != BRINE_OK) call.error = error;
    call.result = keep_locked(result);
}

std::vector<RecordedCall> Recorder::calls() const {
    const std::lock_guard lock(mutex_);
    std::vector<RecordedCall> calls;
    calls.reserve(calls_.size());
    for (const auto& call : calls_) calls.push_back(*call);
    return calls;
}

void Recorder::set_level(Level level) {
    const std::lock_guard lock(mutex_);
    level_ = level;
}

bool Recorder::wants(Level level) const {
    const std::lock_guard lock(mutex_);
    return level >= level_;
}

void Recorder::log(LogLine line) {
    const std::lock_guard lock(mutex_);
    if (line.level >= level_) log_.push_back(std::move(line));
}

std::vector<LogLine> Recorder::log() const {
    const std::lock_guard lock(mutex_);
    return log_;
}

void Recorder::event(std::string_view tag, const Value& data) {
    const std::lock_guard lock(mutex_);
    events_.push_back({std::string(tag), keep_locked(data)});
}

std::vector<RecordedEvent> Recorder::events() const {
    const std::lock_guard lock(mutex_);
    return events_;
}

void Recorder::breach(std::string what) {
    const std::lock_guard lock(mutex_);
    breaches_.push_back(std::move(what));
}

void Recorder::report_breaches() {
    std::vector<std::string> breaches;
    {
        const std::lock_guard lock(mutex_);
        breaches.swap(breaches_);
    }
    if (!breaches.empty()) throw Failure(support::join(breaches, "\n"));
}

void Recorder::clear() {
    const std::lock_guard lock(mutex_);
    calls_.clear();
    log_.clear();
    events_.clear();
}

}  // namespace brine::testing
