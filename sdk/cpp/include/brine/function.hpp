// SPDX-License-Identifier: Apache-2.0
//
// From a C++ function to a brine_function: its signature text from the parameter types and their
// declared names and defaults, and the one trampoline in which exceptions meet the ABI.
#pragma once

#include <brine/state.hpp>

#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace brine {
inline namespace v1 {

// An event as a handler gets it.
class Event : public Call {
  public:
    Event(brine_call* raw, std::string_view event_tag, const Value& event_data)
        : Call(raw), tag(event_tag), data(event_data) {}

    std::string_view tag;
    Value data;
};

// A declared parameter: "name"_a, or "name"_a = default.
struct Param {
    std::string name;
    std::string default_literal;  // JSON; empty: the parameter is required

    Param operator=(std::nullptr_t) && { return {std::move(name), "nil"}; }
    Param operator=(bool value) && { return {std::move(name), value ? "true" : "false"}; }
    template <std::integral T>
    requires(!std::is_same_v<T, bool>) Param operator=(T value) && {
        return {std::move(name), std::to_string(value)};
    }
    Param operator=(double value) && { return {std::move(name), detail::float_text(value)}; }
    Param operator=(std::string_view value) && { return {std::move(name), quoted(value)}; }
    Param operator=(const char* value) && { return {std::move(name), quoted(value)}; }

    Param(std::string param_name, std::string literal)
        : name(std::move(param_name)), default_literal(std::move(literal)) {}
    Param(const Param&) = default;
    Param(Param&&) = default;
    Param& operator=(const Param&) = default;
    Param& operator=(Param&&) = default;
    ~Param() = default;

  private:
    static std::string quoted(std::string_view text) {
        static constexpr std::string_view hex = "0123456789abcdef";
        std::string out = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') out += '\\';
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += hex[static_cast<unsigned char>(c) >> 4U];
                out += hex[static_cast<unsigned char>(c) & 15U];
            } else {
                out += c;
            }
        }
        return out + '"';
    }
};

namespace literals {
inline Param operator""_a(const char* name, std::size_t size) {
    return {std::string(name, size), {}};
}
}  // namespace literals

namespace detail {

// The parameter types of a callable after the first (Call&, State& or Event&).
template <class F>
struct Shape : Shape<decltype(&F::operator())> {};
template <class R, class First, class... Rest>
struct Shape<R (*)(First, Rest...)> {
    using Result = R;
    using Context = std::remove_cvref_t<First>;
    using Params = std::tuple<std::remove_cvref_t<Rest>...>;
};
template <class C, class R, class First, class... Rest>
struct Shape<R (C::*)(First, Rest...) const> : Shape<R (*)(First, Rest...)> {};
template <class C, class R, class First, class... Rest>
struct Shape<R (C::*)(First, Rest...)> : Shape<R (*)(First, Rest...)> {};

// "name: str, shell: str|nil = nil, *rest, **kwargs". Rest and Kwargs take the declared name as
// well, or "args" and "kwargs" when none is left.
template <class... Types>
std::string signature_of(const std::vector<Param>& params, std::tuple<Types...>*) {
    std::string text;
    std::size_t next = 0;
    [[maybe_unused]] const auto one = [&]<class T>(T*) {
        if (!text.empty()) text += ", ";
        constexpr bool rest = std::is_same_v<T, v1::Rest>;
        constexpr bool kwargs = std::is_same_v<T, Kwargs>;
        if constexpr (rest || kwargs) {
            text += rest ? "*" : "**";
            text += next < params.size() ? params[next].name : (rest ? "args" : "kwargs");
        } else {
            if (next >= params.size())
                throw Error("parameter " + std::to_string(next + 1) + " has no name");
            text += params[next].name;
            text += ": ";
            text += signature_type<T>();
            if (!params[next].default_literal.empty()) text += " = " + params[next].default_literal;
        }
        ++next;
    };
    (one(static_cast<Types*>(nullptr)), ...);
    if (next < params.size())
        throw Error("'" + params[next].name +
                    "' is declared but the function has no such parameter");
    return text;
}

// Runs `body` and turns what it throws into a status and a message.
template <class Body>
brine_status guarded(brine_call* call, Body&& body) noexcept {
    const auto fail = [call](brine_status why, const char* message) {
        return call->host->fail(call, why, brine_text_of(message));
    };
    try {
        body();
        return BRINE_OK;
    } catch (const Error& error) {
        return fail(error.status(), error.what());
    } catch (const std::bad_alloc&) {
        return fail(BRINE_NO_MEMORY, "out of memory");
    } catch (const std::exception& error) {
        return fail(BRINE_FAILED, error.what());
    } catch (...) {
        return fail(BRINE_FAILED, "an exception of an unknown type");
    }
}

// One function with all that it needs at call time. `self` of the ABI points here.
struct Record {
    virtual ~Record() = default;
    std::string kind;
    std::string name;
    std::string params;
    std::string doc;
    Arena arena;  // holds the traits
    std::vector<Pair> traits;
    brine_fn call = nullptr;
};

template <class F>
struct Callable final : Record {
    using Types = typename Shape<F>::Params;
    using Context = typename Shape<F>::Context;
    using Result = typename Shape<F>::Result;

    Callable(F f, const std::vector<Param>& declared) : function(std::move(f)) {
        params = signature_of(declared, static_cast<Types*>(nullptr));
        for (std::size_t n = 0; n < declared.size(); ++n)
            if (declared[n].name == "name") name_slot = n;
        call = [](void* self, brine_call* raw, const brine_value* args, brine_value* result) {
            auto* record = static_cast<Callable*>(static_cast<Record*>(self));
            return guarded(raw, [&] {
                record->run(raw, reinterpret_cast<const Value*>(args), *result,
                            std::make_index_sequence<std::tuple_size_v<Types>>());
            });
        };
    }

    template <std::size_t... N>
    void run(brine_call* raw, const Value* args, brine_value& result, std::index_sequence<N...>) {
        Context context = make_context(raw, args);
        if constexpr (std::is_void_v<Result>) {
            function(context, Convert<std::tuple_element_t<N, Types>>::from(args[N])...);
        } else {
            const auto answer =
                function(context, Convert<std::tuple_element_t<N, Types>>::from(args[N])...);
            result = Convert<std::remove_cvref_t<Result>>::to(context, answer).raw();
        }
    }

    Context make_context(brine_call* raw, const Value* args) const {
        if constexpr (std::is_same_v<Context, State>) {
            return State(raw, name_slot < std::tuple_size_v<Types> ? args[name_slot].str_or("")
                                                                   : std::string_view());
        } else {
            return Context(raw);
        }
    }

    F function;
    std::size_t name_slot = static_cast<std::size_t>(-1);
};

}  // namespace detail
}  // namespace v1
}  // namespace brine
