// SPDX-License-Identifier: Apache-2.0
//
// Runs chunks in Salt's order: as they are listed, the targets of requisites first.
#pragma once

#include "function_table.hpp"
#include "mod_init.hpp"
#include "progress.hpp"
#include "references.hpp"
#include "requisites.hpp"
#include "result.hpp"
#include "settings.hpp"
#include "state_call.hpp"

#include <brine/call.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace brine::state {

// One state run. Time and memory grow linearly with the number of chunks and of their requisites'
// targets; there is no recursion, however long a chain of requisites is.
class Runner : private Outcomes {
  public:
    // What is passed by reference outlives this object. The chunks do not move.
    Runner(Call& call, const Settings& settings, std::span<const Chunk> chunks);

    // Runs all chunks and then what `listen` asks for.
    void run();

    // Runs the chunks with an ID, and what they require.
    void run_id(std::string_view id);

    // {tag: result}, in the order in which the states ran.
    [[nodiscard]] Value results() const;

  private:
    // A chunk's part in the run. Chunks with the same tag are the same state: the first one runs.
    struct Node {
        Position slot = 0;  // the first chunk with this tag
        bool prepared = false;
        bool predict = false;      // its next run is a prediction, for a prereq
        bool prerequired = false;  // a state with a prereq waits for it
        std::uint32_t active = 0;  // the number of the pass in which it is being run
        std::vector<Requisite> requisites = {};
    };

    // A chunk that is being run. Those below it on the stack wait for it.
    struct Visit {
        Position chunk;
        int rounds = 0;
        bool pulling = false;  // running the targets, one by one
        std::size_t next = 0;
        std::vector<Position> targets = {};
    };

    [[nodiscard]] const Result* finished(Position chunk) const override;
    [[nodiscard]] const Result* predicted(Position chunk) const override;

    void skip_disabled();
    void pass(Position chunk);
    bool enter(Visit& visit);
    bool pull(Visit& visit);
    bool meet_active(const Visit& visit, Position target);
    void settle(Position chunk, Standing standing);
    void predict(Position chunk, Standing standing);
    void call_and_watch(Position chunk, bool watched_changed);
    void fail_by_requisite(Position chunk);
    void listen();

    std::vector<Position> gather(Position chunk, std::string& missing);
    [[nodiscard]] Value watched(Position chunk, Chunk& watching);
    [[nodiscard]] bool stops_run(const Chunk& chunk, const Result& result) const;
    const std::vector<Requisite>& requisites(Position chunk);
    Result own_result(const Chunk& chunk, const Value& outcome, std::string_view comment);
    void finish(Position chunk, Result result);
    void record(const Chunk& chunk, std::string_view tag, const Result& result);

    Call& call_;
    const Settings& settings_;
    std::span<const Chunk> chunks_;
    FunctionTable functions_;
    References references_;
    StateCall state_call_;
    ModInit mod_init_;
    Progress progress_;

    std::vector<Node> nodes_;
    std::vector<std::optional<Result>> finished_;   // by slot
    std::vector<std::optional<Result>> predicted_;  // by slot
    std::vector<Visit> visits_;
    std::uint32_t pass_number_ = 0;
    bool stopped_ = false;  // by failhard
    std::vector<std::pair<std::string_view, Value>> results_;
};

}  // namespace brine::state
