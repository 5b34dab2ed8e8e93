// SPDX-License-Identifier: Apache-2.0
//
// Where the nodes and texts of values live. A Memory is a reference to something that allocates:
// the arena of a call, or an Arena that a program owns.
#pragma once

#include <brine/abi.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

namespace brine {
inline namespace v1 {

// Borrows an allocator. Copied freely; valid as long as what it refers to.
class Memory {
  public:
    using Alloc = void* (*)(void* owner, std::size_t bytes);

    Memory(void* owner, Alloc alloc) noexcept : owner_(owner), alloc_(alloc) {}

    // 16-aligned memory that is never freed one by one. Throws std::bad_alloc.
    [[nodiscard]] void* allocate(std::size_t bytes) const {
        void* memory = alloc_(owner_, bytes);
        if (memory == nullptr) throw std::bad_alloc();
        return memory;
    }

    template <class T>
    [[nodiscard]] T* array(std::size_t count) const {
        static_assert(alignof(T) <= 16 && std::is_trivially_destructible_v<T>);
        return static_cast<T*>(allocate(count * sizeof(T)));
    }

    // A copy of `bytes`.
    [[nodiscard]] std::string_view copy(std::string_view bytes) const {
        if (bytes.empty()) return {};
        char* memory = static_cast<char*>(allocate(bytes.size()));
        std::memcpy(memory, bytes.data(), bytes.size());
        return {memory, bytes.size()};
    }

  private:
    void* owner_;
    Alloc alloc_;
};

// A bump allocator: memory is given out from growing blocks and released all at once. One thread
// at a time.
class Arena {
  public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&& other) noexcept { swap(other); }
    Arena& operator=(Arena&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Arena() = default;

    // 16-aligned; nullptr when the system has no memory left.
    void* allocate(std::size_t bytes) noexcept {
        if (bytes > max_bytes) return nullptr;
        if (bytes == 0) bytes = 1;  // an empty list has an address too
        bytes = (bytes + alignment - 1) & ~(alignment - 1);
        if (bytes > left_ && !grow(bytes)) return nullptr;
        std::byte* memory = next_;
        next_ += bytes;
        left_ -= bytes;
        return memory;
    }

    [[nodiscard]] Memory memory() noexcept {
        return {this, [](void* arena, std::size_t bytes) {
                    return static_cast<Arena*>(arena)->allocate(bytes);
                }};
    }

    // Bytes taken from the system.
    [[nodiscard]] std::size_t footprint() const noexcept { return footprint_; }

    // Forgets everything allocated, keeps the first block for reuse.
    void clear() noexcept {
        if (blocks_.empty()) return;
        blocks_.resize(1);
        next_ = blocks_.front().bytes.get();
        left_ = footprint_ = blocks_.front().size;
    }

    void swap(Arena& other) noexcept {
        blocks_.swap(other.blocks_);
        std::swap(next_, other.next_);
        std::swap(left_, other.left_);
        std::swap(footprint_, other.footprint_);
    }

  private:
    struct Block {
        std::unique_ptr<std::byte[]> bytes;
        std::size_t size;
    };

    static constexpr std::size_t alignment = 16;
    static constexpr std::size_t first_block = 4096;
    static constexpr std::size_t largest_step = std::size_t{1} << 20;
    static constexpr std::size_t max_bytes = std::size_t{1} << 40;

    // Takes a block that holds at least `bytes`. Blocks double up to a megabyte, so that small
    // calls stay small and large results need few blocks. Rarely needed, so kept out of line.
    [[gnu::noinline]] bool grow(std::size_t bytes) noexcept {
        const std::size_t step =
            blocks_.empty() ? first_block : std::min(blocks_.back().size * 2, largest_step);
        const std::size_t size = std::max(step, bytes);
        std::unique_ptr<std::byte[]> memory(new (std::nothrow) std::byte[size]);
        if (!memory) return false;
        try {
            blocks_.push_back({std::move(memory), size});
        } catch (const std::bad_alloc&) {
            return false;
        }
        next_ = blocks_.back().bytes.get();
        left_ = size;
        footprint_ += size;
        return true;
    }

    std::vector<Block> blocks_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t footprint_ = 0;
};

}  // namespace v1
}  // namespace brine
