// SPDX-License-Identifier: Apache-2.0
#include "listen.hpp"

#include "keywords.hpp"

#include <brine/format.hpp>

#include <algorithm>

namespace brine::state {
namespace {

class Collector {
  public:
    Collector(Call& call, std::span<const Chunk> chunks, References& references,
              const std::function<const Result*(Position)>& outcome)
        : call_(call), chunks_(chunks), references_(references), outcome_(outcome) {}

    // `chunk` listens to what one entry of its `listen` names.
    void listen(const Chunk& chunk, const Value& item) {
        for (const Position source : sources(item))
            if (changed(source)) add(chunk.module, chunk.id);
    }

    // One entry of `listen_in` names a state that listens to `chunk`, the one at `position`.
    void listen_in(Position position, const Value& item) {
        if (!changed(position)) return;
        if (!item.is_map()) {
            for (const Position target : references_.named(item.str_or("")))
                add(chunks_[target].module, chunks_[target].id);
            return;
        }
        for (const Pair& pair : item.pairs()) add(pair.key.str_or(""), pair.value.str_or(""));
    }

    [[nodiscard]] Listening take() { return std::move(found_); }

  private:
    Positions sources(const Value& item) {
        if (!item.is_map()) {
            const Positions& named = references_.named(item.str_or(""));
            if (named.empty()) call_.log(Level::warning, "listen: there is no state '{}'", item);
            return named;
        }
        const std::string_view module = first_name(item);
        const std::string_view target = first_value(item).str_or("");
        Positions fitting = of_module(module, target);
        if (fitting.empty()) miss(module, target);
        return fitting;
    }

    void add(std::string_view module, std::string_view target) {
        const Positions fitting = of_module(module, target);
        if (fitting.empty()) miss(module, target);
        for (const Position position : fitting) found_.chunks.push_back(listener(position));
    }

    Positions of_module(std::string_view module, std::string_view target) {
        Positions fitting;
        for (const Position position : references_.named(target))
            if (chunks_[position].module == module) fitting.push_back(position);
        return fitting;
    }

    Chunk listener(Position position) {
        const Chunk watch = watch_chunk(call_.memory(), chunks_[position]);
        Map low = call_.map();
        for (const Pair& pair : watch.low.pairs())
            if (!is_requisite(pair.key.str_or(""))) low.add(pair.key, pair.value);
        low.set("__id__", "listener_" + std::string(watch.id));
        return chunk_of(call_.memory(), low.value());
    }

    void miss(std::string_view module, std::string_view target) {
        const std::string tag =
            format("Listen_Error_|-listen_{}_|-listen_{}_|-Listen_Error", target, module);
        const auto known =
            std::find_if(found_.missing.begin(), found_.missing.end(),
                         [&](const MissingListener& missing) { return missing.tag == tag; });
        if (known != found_.missing.end()) return;
        found_.missing.push_back(
            {call_.memory().copy(tag), call_.str(format("listen_{}:{}", module, target)),
             format("Referenced state {}: {} does not exist", module, target)});
    }

    [[nodiscard]] bool changed(Position position) const {
        const Result* result = outcome_(position);
        return result != nullptr && result->changed;
    }

    Call& call_;
    std::span<const Chunk> chunks_;
    References& references_;
    const std::function<const Result*(Position)>& outcome_;
    Listening found_;
};

}  // namespace

Listening listeners(Call& call, std::span<const Chunk> chunks, References& references,
                    const std::function<const Result*(Position)>& outcome) {
    Collector collector(call, chunks, references, outcome);
    for (Position n = 0; n < chunks.size(); ++n) {
        for (const Value& item : chunks[n].low["listen"].items()) collector.listen(chunks[n], item);
        for (const Value& item : chunks[n].low["listen_in"].items()) collector.listen_in(n, item);
    }
    return collector.take();
}

Chunk watch_chunk(Memory memory, const Chunk& chunk) {
    Map low(memory);
    low.update(chunk.low);
    low.set("sfun", Value::stable(chunk.function)).set("fun", "mod_watch");
    return chunk_of(memory, low.value());
}

}  // namespace brine::state
