// SPDX-License-Identifier: Apache-2.0
#include "brine/support/msgpack.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <msgpack.hpp>

#include <algorithm>
#include <cstring>
#include <vector>

namespace brine::support::msgpack {
namespace {

// What the packer writes to.
struct StringSink {
    std::string bytes;
    void write(const char* data, std::size_t size) { bytes.append(data, size); }
};

using Packer = ::msgpack::packer<StringSink>;

// The library would write 1.0 as the integer 1.
void write_float(StringSink& sink, double number) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    sink.bytes += '\xCB';
    for (int shift = 56; shift >= 0; shift -= 8) sink.bytes += static_cast<char>(bits >> shift);
}

void pack_value(StringSink& sink, Packer& packer, const Value& value, int depth) {
    if (depth > max_depth) throw Error("a value is nested too deeply to be packed");
    const brine_value& raw = value.raw();
    switch (value.type()) {
        case Type::nil:
            packer.pack_nil();
            return;
        case Type::boolean:
            raw.as.i != 0 ? packer.pack_true() : packer.pack_false();
            return;
        case Type::integer:
            packer.pack_int64(raw.as.i);
            return;
        case Type::unsigned_integer:
            packer.pack_uint64(raw.as.u);
            return;
        case Type::floating:
            write_float(sink, raw.as.f);
            return;
        case Type::string:
            packer.pack_str(raw.size);
            packer.pack_str_body(raw.as.bytes, raw.size);
            return;
        case Type::bytes:
            packer.pack_bin(raw.size);
            packer.pack_bin_body(raw.as.bytes, raw.size);
            return;
        case Type::list:
            packer.pack_array(raw.size);
            for (const Value& item : value.items()) pack_value(sink, packer, item, depth + 1);
            return;
        case Type::map:
            packer.pack_map(raw.size);
            for (const Pair& pair : value.pairs()) {
                pack_value(sink, packer, pair.key, depth + 1);
                pack_value(sink, packer, pair.value, depth + 1);
            }
            return;
    }
    throw Error(format("a value of the unknown type {} cannot be packed", raw.type));
}

// Builds the tree from the parser's events. Open containers lie on one stack, since the sizes in
// their headers are not to be trusted with an allocation.
class Unpacker : public ::msgpack::null_visitor {
  public:
    Unpacker(Memory memory, const UnpackLimits& limits) : memory_(memory), limits_(limits) {}

    bool visit_nil() { return add(nullptr); }
    bool visit_boolean(bool truth) { return add(truth); }
    bool visit_positive_integer(std::uint64_t number) { return add(number); }
    bool visit_negative_integer(std::int64_t number) { return add(number); }
    bool visit_float32(float number) { return add(static_cast<double>(number)); }
    bool visit_float64(double number) { return add(number); }
    bool visit_str(const char* data, std::uint32_t size) {
        const std::string_view text = memory_.copy({data, size});
        return add(utf8_valid(text) ? Value::stable(text) : Value::stable_bytes(text));
    }
    bool visit_bin(const char* data, std::uint32_t size) {
        return add(Value::stable_bytes(memory_.copy({data, size})));
    }
    bool visit_ext(const char* data, std::uint32_t size) {
        if (size == 0) return fail("an extension type");
        return fail(format("the extension type {}", static_cast<int>(data[0])));
    }

    bool start_array(std::uint32_t /*size*/) { return open(); }
    bool start_map(std::uint32_t /*size*/) { return open(); }
    bool end_map_key() {
        if (!stack_.back().is_list() && !stack_.back().is_map()) return true;
        return fail(format("{} as the key of a map", stack_.back().described()));
    }
    bool end_array() {
        const std::size_t start = close();
        const std::size_t size = stack_.size() - start;
        Value* items = memory_.array<Value>(size);
        std::copy_n(stack_.data() + start, size, items);
        stack_.resize(start);
        return add(Value::list({items, size}));
    }
    bool end_map() {
        const std::size_t start = close();
        const std::size_t size = (stack_.size() - start) / 2;
        Pair* pairs = memory_.array<Pair>(size);
        for (std::size_t n = 0; n < size; ++n)
            pairs[n] = {stack_[start + 2 * n], stack_[start + 2 * n + 1]};
        const Value map = indexed_map(memory_, pairs, static_cast<std::uint32_t>(size));
        for (const Pair& pair : map.pairs())
            if (map.find(pair.key) != &pair.value)
                return fail(format("the key '{}' twice in a map", pair.key));
        stack_.resize(start);
        return add(map);
    }

    // Why the parser was stopped; empty when it found malformed bytes itself.
    [[nodiscard]] const std::string& flaw() const { return flaw_; }
    [[nodiscard]] const Value& root() const { return stack_.front(); }

  private:
    bool add(const Value& value) {
        stack_.push_back(value);
        return true;
    }
    bool open() {
        if (starts_.size() >= static_cast<std::size_t>(limits_.depth))
            return fail(format("more than {} levels of nesting", limits_.depth));
        starts_.push_back(stack_.size());
        return true;
    }
    std::size_t close() {
        const std::size_t start = starts_.back();
        starts_.pop_back();
        return start;
    }
    bool fail(std::string flaw) {
        flaw_ = std::move(flaw);
        return false;
    }

    Memory memory_;
    UnpackLimits limits_;
    std::vector<Value> stack_;
    std::vector<std::size_t> starts_;
    std::string flaw_;
};

}  // namespace

std::string pack(const Value& value) {
    StringSink sink;
    Packer packer(sink);
    pack_value(sink, packer, value, 0);
    return std::move(sink.bytes);
}

Value unpack(Memory memory, std::string_view bytes, const UnpackLimits& limits) {
    if (bytes.size() > limits.bytes)
        throw Error(
            format("MessagePack: {} bytes, more than the limit of {}", bytes.size(), limits.bytes));
    Unpacker unpacker(memory, limits);
    std::size_t offset = 0;
    const bool parsed = ::msgpack::v3::parse(bytes.data(), bytes.size(), offset, unpacker);
    if (!unpacker.flaw().empty())
        throw Error(format("MessagePack, byte {}: {} is not accepted", offset, unpacker.flaw()));
    if (!parsed) throw Error(format("MessagePack, byte {}: malformed or truncated", offset));
    if (offset < bytes.size())
        throw Error(format("MessagePack: {} bytes follow the message", bytes.size() - offset));
    return unpacker.root();
}

}  // namespace brine::support::msgpack
