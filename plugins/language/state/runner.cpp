// SPDX-License-Identifier: Apache-2.0
#include "runner.hpp"

#include "listen.hpp"

#include <brine/support/glob.hpp>
#include <brine/support/text.hpp>

#include <unordered_set>

namespace brine::state {
namespace {

// A state that still waits after so many rounds will never run; one is enough for any order.
constexpr int max_rounds = 4;

constexpr std::string_view recursive = "Recursive requisite found";

std::string missing_text(RequisiteKind kind, const std::vector<const Reference*>& references) {
    std::string text = std::string(19, ' ') + std::string(requisite_name(kind)) + ":\n";
    for (const Reference* reference : references)
        text += format("{}{}: {}\n", std::string(23, ' '), reference->module, reference->target);
    return text;
}

}  // namespace

Runner::Runner(Call& call, const Settings& settings, std::span<const Chunk> chunks)
    : call_(call),
      settings_(settings),
      chunks_(chunks),
      functions_(call),
      references_(chunks),
      state_call_(call, settings, functions_),
      mod_init_(call, settings, functions_),
      progress_(call, settings, chunks.size()),
      nodes_(chunks.size()),
      finished_(chunks.size()),
      predicted_(chunks.size()) {
    std::unordered_map<std::string_view, Position> slots;
    slots.reserve(chunks.size());
    for (Position n = 0; n < chunks.size(); ++n)
        nodes_[n].slot = slots.emplace(chunks[n].tag, n).first->second;
}

void Runner::run() {
    skip_disabled();
    for (Position n = 0; n < chunks_.size() && !stopped_; ++n) pass(n);
    stopped_ = false;  // what has changed by then is listened to all the same
    listen();
}

void Runner::run_id(std::string_view id) {
    for (Position n = 0; n < chunks_.size() && !stopped_; ++n)
        if (chunks_[n].id == id) pass(n);
}

Value Runner::results() const {
    Map map = call_.map();
    for (const auto& [tag, result] : results_) map.set(Value::stable(tag), result);
    return map.value();
}

// The grain state_runs_disabled lists functions that must not run on this machine.
void Runner::skip_disabled() {
    const Value patterns = call_.grain("state_runs_disabled");
    for (const Value& pattern : patterns.items()) {
        const support::Glob glob(to_text(pattern));
        for (Position n = 0; n < chunks_.size(); ++n) {
            const std::string function = format("{}.{}", chunks_[n].module, chunks_[n].function);
            if (finished(n) != nullptr || !glob.matches(function)) continue;
            finish(n, own_result(chunks_[n], false,
                                 format("The state function \"{}\" is currently disabled by "
                                        "\"{}\", to re-enable, run state.enable {}.",
                                        function, pattern, pattern)));
        }
    }
}

// Runs one chunk of the list with all that it waits for.
void Runner::pass(Position chunk) {
    if (finished(chunk) != nullptr) return;
    call_.stop_if_cancelled();
    ++pass_number_;
    visits_.push_back({.chunk = chunk});
    while (!visits_.empty() && !stopped_) {
        Visit& visit = visits_.back();
        const bool done = visit.pulling ? pull(visit) : enter(visit);
        if (done) visits_.pop_back();
    }
    visits_.clear();
}

// Runs the chunk if its requisites allow to say what becomes of it. Answers whether it is done.
bool Runner::enter(Visit& visit) {
    const Chunk& chunk = chunks_[visit.chunk];
    Node& node = nodes_[visit.chunk];
    if (visit.rounds == 0) {
        try {
            mod_init_.before(chunk);
        } catch (const CallError& error) {
            if (error.status() == BRINE_CANCELLED) throw Cancelled();
            finish(visit.chunk, own_result(chunk, false,
                                           format("An exception occurred in mod_init of '{}': {}",
                                                  chunk.module, error.what())));
            return true;
        }
    }
    if (!chunk.low["prerequired"]) nodes_[node.slot].active = pass_number_;
    const Standing now = standing(requisites(visit.chunk), *this, !node.predict);
    if (now != Standing::unmet) {
        settle(visit.chunk, now);
        return true;
    }
    std::string missing;
    visit.targets = gather(visit.chunk, missing);
    if (!missing.empty()) {
        const Result result =
            own_result(chunk, false, "The following requisites were not found:\n" + missing);
        if (node.predict) {
            predicted_[node.slot] = result;
            node.predict = false;
        } else {
            finish(visit.chunk, result);
        }
        return true;
    }
    visit.next = 0;
    visit.pulling = true;
    return false;
}

// Runs the next target that has not run yet, by putting it on the stack. Answers whether the chunk
// itself is done.
bool Runner::pull(Visit& visit) {
    const Position chunk = visit.chunk;
    while (visit.next < visit.targets.size()) {
        const Position target = visit.targets[visit.next++];
        if (finished(target) != nullptr) continue;
        if (nodes_[nodes_[target].slot].active == pass_number_) return meet_active(visit, target);
        visits_.push_back({.chunk = target});  // `visit` is not valid any more
        return false;
    }
    if (nodes_[chunk].predict) {
        predict(chunk, standing(requisites(chunk), *this, false));
        return true;
    }
    if (++visit.rounds >= max_rounds) {
        finish(chunk, own_result(chunks_[chunk], false, recursive));
        return true;
    }
    visit.pulling = false;
    return false;
}

// The target waits for this chunk. That is how it should be when a prereq ties them together: this
// one is then tried out to see what the target will do.
bool Runner::meet_active(const Visit& visit, Position target) {
    const Position slot = nodes_[visit.chunk].slot;
    if (!nodes_[target].prerequired) {
        finish(visit.chunk, own_result(chunks_[visit.chunk], false, recursive));
    } else if (!predicted_[slot]) {
        predicted_[nodes_[target].slot] = state_call_.dry_run(chunks_[visit.chunk]);
    }
    return true;
}

// The chunks that have to run before this one, and a text about the references to nothing.
std::vector<Position> Runner::gather(Position chunk, std::string& missing) {
    std::vector<Position> targets;
    std::vector<const Reference*> lost;
    const auto& all = requisites(chunk);
    for (std::size_t n = 0; n < all.size(); ++n) {
        const RequisiteKind kind = all[n].kind;
        if (kind == RequisiteKind::prerequired && nodes_[chunk].predict) break;
        for (const Position target : *all[n].targets) {
            nodes_[target].predict |= kind == RequisiteKind::prereq;
            nodes_[target].prerequired |= kind == RequisiteKind::prerequired;
            targets.push_back(target);
        }
        if (all[n].targets->empty()) lost.push_back(&all[n].reference);
        if (n + 1 < all.size() && all[n + 1].kind == kind) continue;
        if (!lost.empty()) missing += missing_text(kind, lost);
        lost.clear();
    }
    return targets;
}

void Runner::listen() {
    const auto outcome = [this](Position chunk) { return finished(chunk); };
    const Listening listening = listeners(call_, chunks_, references_, outcome);
    std::unordered_set<std::string_view> done;
    for (const Chunk& chunk : listening.chunks) {
        if (!done.insert(chunk.tag).second) continue;
        call_.stop_if_cancelled();
        progress_.started(chunk, results_.size() + 1);
        const Result result = state_call_.run(chunk, {});
        record(chunk, chunk.tag, result);
        if (stops_run(chunk, result)) break;
    }
    for (const MissingListener& missing : listening.missing) {
        const Result result = make_result(call_.memory(), missing.name, false, missing.comment);
        results_.emplace_back(
            missing.tag,
            with(call_.memory(), result, "__run_num__", state_call_.take_run_number()).map);
    }
}

const Result* Runner::finished(Position chunk) const {
    const auto& result = finished_[nodes_[chunk].slot];
    return result ? &*result : nullptr;
}

const Result* Runner::predicted(Position chunk) const {
    const auto& result = predicted_[nodes_[chunk].slot];
    return result ? &*result : nullptr;
}

const std::vector<Requisite>& Runner::requisites(Position chunk) {
    Node& node = nodes_[chunk];
    if (!node.prepared) {
        node.requisites =
            requisites_of(chunks_[chunk], references_, functions_, settings_.disabled_requisites);
        node.prepared = true;
    }
    return node.requisites;
}

}  // namespace brine::state
