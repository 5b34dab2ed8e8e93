// SPDX-License-Identifier: Apache-2.0
#include "signature_binding.hpp"

#include <algorithm>
#include <cstring>

#include "signature_parser.hpp"

namespace brine::support {
namespace {

std::size_t transient_size(const Value& value) noexcept {
    return (value.raw().flags & BRINE_TRANSIENT) != 0 ? value.raw().size : 0;
}

}  // namespace

Value Binding::fitted(const Value& value, std::uint32_t types) noexcept {
    constexpr std::uint32_t integers = (1U << BRINE_INT) | (1U << BRINE_UINT);
    const std::uint32_t type = value.raw().type;
    if ((type != BRINE_INT && type != BRINE_UINT) || (types & integers) != 0) return value;
    const Value number(type == BRINE_INT ? static_cast<double>(value.raw().as.i)
                                         : static_cast<double>(value.raw().as.u));
    return value.secret() ? number.as_secret() : number;
}

const Value* Binding::run(Memory memory) {
    allocate(memory);
    bind_positional();
    bind_keywords();
    if (signature_.kwargs_ != Signature::none) finish_kwargs(memory);
    fill_in_defaults();
    return values_;
}

void Binding::allocate(Memory memory) {
    std::size_t text = 0;
    for (const Value& value : arguments_.args) text += transient_size(value);
    for (const Pair& pair : arguments_.kwargs) text += transient_size(pair.value);
    const std::size_t count = signature_.slots_.size();
    const std::size_t rest = arguments_.args.size() > signature_.positional_
                                 ? arguments_.args.size() - signature_.positional_
                                 : 0;
    std::size_t extra = 0;
    if (signature_.kwargs_ != Signature::none) {
        extra = arguments_.kwargs.size();
        for (const Pair& pair : arguments_.kwargs) text += transient_size(pair.key);
    }
    values_ = static_cast<Value*>(
        memory.allocate((count + rest) * sizeof(Value) + extra * sizeof(Pair) + text));
    std::fill_n(values_, count, unset());
    rest_ = values_ + count;
    extra_ = reinterpret_cast<Pair*>(rest_ + rest);
    texts_ = reinterpret_cast<char*>(extra_ + extra);
}

Value Binding::settled(const Value& value) noexcept {
    brine_value raw = value.raw();
    if ((raw.flags & BRINE_TRANSIENT) == 0) return value;
    raw.flags = static_cast<std::uint8_t>(raw.flags & ~BRINE_TRANSIENT);
    if (raw.size != 0) std::memcpy(texts_, raw.as.bytes, raw.size);
    raw.as.bytes = texts_;
    texts_ += raw.size;
    return Value(raw);
}

void Binding::place(std::uint32_t where, const Value& value) {
    const std::uint32_t types = signature_.slots_[where].types;
    if (types == ~0U) {
        values_[where] = settled(value);
        return;
    }
    if ((types & accepted_as(value)) == 0) fail_type(where, value);
    values_[where] = settled(fitted(value, types));
}

void Binding::bind_positional() {
    const auto args = arguments_.args;
    const std::size_t direct = std::min<std::size_t>(args.size(), signature_.positional_);
    for (std::uint32_t n = 0; n < direct; ++n) place(n, args[n]);
    if (signature_.rest_ == Signature::none) {
        if (args.size() > direct) fail_too_many();
        return;
    }
    for (std::size_t n = direct; n < args.size(); ++n) rest_[n - direct] = settled(args[n]);
    values_[signature_.rest_] = Value::list({rest_, args.size() - direct});
}

// The place of the parameter with this name. Callers mostly name parameters in their order, so
// the search begins behind the last one found.
std::uint32_t Binding::find(const Value& key, std::uint32_t guess) const noexcept {
    const brine_value& raw = key.raw();
    if (raw.type != BRINE_STR) return Signature::none;
    const auto count = static_cast<std::uint32_t>(signature_.slots_.size());
    for (std::uint32_t n = 0, at = guess; n < count; ++n, ++at) {
        if (at >= count) at = 0;
        const Signature::Slot& slot = signature_.slots_[at];
        if (slot.name_size == raw.size && std::memcmp(slot.name, raw.as.bytes, raw.size) == 0)
            return at == signature_.rest_ || at == signature_.kwargs_ ? Signature::none : at;
    }
    return Signature::none;
}

void Binding::bind_keywords() {
    std::uint32_t guess = 0;
    for (const Pair& pair : arguments_.kwargs) {
        const std::uint32_t where = find(pair.key, guess);
        if (where != Signature::none) {
            if (!is_unset(values_[where])) fail_twice(pair.key);
            place(where, pair.value);
            guess = where + 1;
        } else if (signature_.kwargs_ != Signature::none && pair.key.is_str()) {
            extra_[extra_size_++] = {settled(pair.key), settled(pair.value)};
        } else {
            fail_unknown(pair.key);
        }
    }
}

void Binding::finish_kwargs(Memory memory) {
    const Value map = indexed_map(memory, extra_, extra_size_);
    for (const Pair& pair : map.pairs())
        if (map.find(pair.key) != &pair.value) fail_twice(pair.key);
    values_[signature_.kwargs_] = map;
}

void Binding::fill_in_defaults() {
    for (std::size_t n = 0; n < signature_.slots_.size(); ++n) {
        if (!is_unset(values_[n])) continue;
        values_[n] = signature_.slots_[n].fallback;
        if (is_unset(values_[n])) fail_missing();
    }
}

const Value* Signature::bind(Memory memory, std::string_view function,
                             const Arguments& arguments) const {
    return Binding(*this, function, arguments).run(memory);
}

}  // namespace brine::support
