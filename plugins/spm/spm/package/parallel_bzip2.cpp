// SPDX-License-Identifier: Apache-2.0
#include "package/parallel_bzip2.hpp"

#include <brine/error.hpp>

#include <bzlib.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace brine::spm {
namespace {

constexpr int level = 9;  // as Salt's spm
// What a block of this level holds, less what its run length coding may add to ordinary input.
constexpr std::size_t piece_bytes = 900'000 - 20;

struct Piece {
    std::string bytes;  // first the input, then the output
    bool done = false;
    int error = BZ_OK;
};

void compress(Piece& piece) {
    std::string output(piece.bytes.size() + piece.bytes.size() / 100 + 601, '\0');  // bzlib's bound
    auto size = static_cast<unsigned>(output.size());
    piece.error = BZ2_bzBuffToBuffCompress(output.data(), &size, piece.bytes.data(),
                                           static_cast<unsigned>(piece.bytes.size()), level, 0, 0);
    output.resize(piece.error == BZ_OK ? size : 0);
    piece.bytes = std::move(output);
}

}  // namespace

struct ParallelBzip2::State {
    State(Sink to, unsigned threads) : sink(std::move(to)) {
        const unsigned count =
            threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
        in_flight = count + 1;
        input.reserve(piece_bytes);
        for (unsigned n = 0; n < count; ++n) workers.emplace_back([this] { work(); });
    }

    void work() {
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [this] { return stopping || next < pieces.size(); });
            if (stopping) return;
            Piece& piece = *pieces[next++];
            lock.unlock();
            compress(piece);
            lock.lock();
            piece.done = true;
            changed.notify_all();
        }
    }

    void submit() {
        drain(in_flight - 1);
        auto piece = std::make_unique<Piece>();
        piece->bytes.swap(input);
        input.reserve(piece_bytes);
        const std::lock_guard lock(mutex);
        pieces.push_back(std::move(piece));
        changed.notify_all();
    }

    // Hands out finished pieces from the front until at most `left` remain.
    void drain(std::size_t left) {
        for (;;) {
            std::unique_ptr<Piece> first;
            {
                std::unique_lock lock(mutex);
                if (pieces.size() <= left && (pieces.empty() || !pieces.front()->done)) return;
                changed.wait(lock, [this] { return pieces.front()->done; });
                first = std::move(pieces.front());
                pieces.pop_front();
                --next;
            }
            if (first->error != BZ_OK)
                throw Error("bzip2 failed with code " + std::to_string(first->error));
            sink(first->bytes);
        }
    }

    Sink sink;
    std::string input;
    std::size_t in_flight = 0;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::unique_ptr<Piece>> pieces;
    std::size_t next = 0;  // the first piece that nobody has taken
    bool stopping = false;
    std::vector<std::thread> workers;
};

ParallelBzip2::ParallelBzip2(Sink sink, unsigned threads)
    : state_(std::make_unique<State>(std::move(sink), threads)) {}

ParallelBzip2::~ParallelBzip2() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopping = true;
        state_->changed.notify_all();
    }
    for (std::thread& worker : state_->workers) worker.join();
}

void ParallelBzip2::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t room = piece_bytes - state_->input.size();
        state_->input.append(bytes.substr(0, room));
        bytes.remove_prefix(std::min(room, bytes.size()));
        if (state_->input.size() == piece_bytes) state_->submit();
    }
}

void ParallelBzip2::finish() {
    if (!state_->input.empty()) state_->submit();
    state_->drain(0);
}

}  // namespace brine::spm
