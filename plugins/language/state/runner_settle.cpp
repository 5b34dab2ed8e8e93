// SPDX-License-Identifier: Apache-2.0
//
// What becomes of a chunk once its requisites have been looked at.
#include "listen.hpp"
#include "runner.hpp"

#include <brine/support/text.hpp>

#include <unordered_set>

namespace brine::state {

void Runner::settle(Position chunk, Standing standing) {
    const Chunk& low = chunks_[chunk];
    const auto skipped = [&](std::string_view comment) {
        finish(chunk, with(call_.memory(), own_result(low, true, comment), "__state_ran__", false));
    };
    switch (standing) {
        case Standing::fail:
            nodes_[chunk].predict = false;
            fail_by_requisite(chunk);
            return;
        case Standing::pre:
            nodes_[chunk].predict = false;
            finish(chunk, own_result(low, true, "No changes detected"));
            predicted_[nodes_[chunk].slot] = finished_[nodes_[chunk].slot];
            return;
        case Standing::onfail:
            nodes_[chunk].predict = false;
            skipped("State was not run because onfail req did not change");
            return;
        case Standing::onchanges:
            nodes_[chunk].predict = false;
            skipped("State was not run because none of the onchanges reqs changed");
            return;
        case Standing::unmet:  // enter() sees to those
        case Standing::change:
        case Standing::met:
            break;
    }
    if (nodes_[chunk].predict) {
        predict(chunk, Standing::met);
    } else {
        progress_.started(low, results_.size() + 1);
        call_and_watch(chunk, standing == Standing::change);
    }
}

// Tries a state out for a prereq on it. A state that only would react to a change counts as one
// that changes.
void Runner::predict(Position chunk, Standing standing) {
    nodes_[chunk].predict = false;
    Result result = state_call_.dry_run(chunks_[chunk]);
    if (!result.changed && standing == Standing::change) {
        result = with(call_.memory(), result, "changes", call_.map({{"watch", "watch"}}));
        result = with(call_.memory(), result, "result", nullptr);
    }
    predicted_[nodes_[chunk].slot] = result;
}

// Runs the state, and its module's mod_watch if something watched has changed and the state itself
// did not change anything.
void Runner::call_and_watch(Position chunk, bool watched_changed) {
    Result result = state_call_.run(chunks_[chunk], {});
    if (watched_changed && !result.changed && !result.skip_watch) {
        Chunk watching;
        const Value running = watched(chunk, watching);
        result = state_call_.run(watching, running);
    }
    finish(chunk, result);
}

// The chunk as mod_watch gets it, with the watched chunks in __reqs__. Answers their results.
Value Runner::watched(Position chunk, Chunk& watching) {
    const auto& all = requisites(chunk);
    Map by_kind = call_.map();
    Map running = call_.map();
    for (std::size_t n = 0; n < all.size();) {
        const RequisiteKind kind = all[n].kind;
        List lows = call_.list();
        for (; n < all.size() && all[n].kind == kind; ++n) {
            for (const Position target : *all[n].targets) {
                lows.add(chunks_[target].low);
                if (const Result* result = finished(target))
                    running.set(Value::stable(chunks_[target].tag), result->map);
            }
        }
        by_kind.set(Value::stable(requisite_name(kind)), lows.value());
    }
    watching = watch_chunk(call_.memory(), chunks_[chunk]);
    Map low = call_.map();
    low.update(watching.low).set("__reqs__", by_kind.value());
    watching.low = low.value();
    return running.value();
}

// Says which requisites failed. A state that was tried out for a prereq keeps what that came to,
// without the changes, which did not happen.
void Runner::fail_by_requisite(Position chunk) {
    const Position slot = nodes_[chunk].slot;
    const Chunk& low = chunks_[chunk];
    if (predicted_[slot]) {
        const Result told = with(call_.memory(), *predicted_[slot], "changes", call_.map({}));
        finish(chunk,
               stamped(call_.memory(), told, low, state_call_.take_run_number(), Stopwatch()));
        return;
    }
    std::vector<std::string> failed;
    std::unordered_set<std::string> seen;
    for (const Requisite& requisite : requisites(chunk)) {
        for (const Position target : *requisite.targets) {
            const Result* result = predicted(target);
            if (result == nullptr) result = finished(target);
            if (result == nullptr || !result->failed()) continue;
            std::string name = format("{}.{}", chunks_[target].sls, chunks_[target].id);
            if (seen.insert(name).second) failed.push_back(std::move(name));
        }
    }
    finish(chunk,
           own_result(low, false, "One or more requisite failed: " + support::join(failed, ", ")));
    predicted_[slot] = finished_[slot];
}

// A result that no state function was asked for.
Result Runner::own_result(const Chunk& chunk, const Value& outcome, std::string_view comment) {
    const Memory memory = call_.memory();
    return stamped(memory, make_result(memory, chunk.name, outcome, comment), chunk,
                   state_call_.take_run_number(), Stopwatch());
}

void Runner::finish(Position chunk, Result result) {
    const Position slot = nodes_[chunk].slot;
    finished_[slot] = std::move(result);
    record(chunks_[chunk], chunks_[chunk].tag, *finished_[slot]);
    stopped_ = stopped_ || stops_run(chunks_[chunk], *finished_[slot]);
}

void Runner::record(const Chunk& chunk, std::string_view tag, const Result& result) {
    results_.emplace_back(tag, result.map);
    progress_.finished(chunk, result);
}

bool Runner::stops_run(const Chunk& chunk, const Result& result) const {
    if (settings_.test || !result.failed()) return false;
    const Value* failhard = chunk.low.find("failhard");
    return failhard != nullptr ? static_cast<bool>(*failhard) : settings_.failhard;
}

}  // namespace brine::state
