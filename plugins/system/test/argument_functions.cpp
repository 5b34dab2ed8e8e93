// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include "groups.hpp"

namespace brine::test_module {
namespace {

// The name that Python shows for the type, which is what users of this function compare with.
std::string_view class_name(const Value& value) {
    switch (value.type()) {
        case Type::nil:
            return "<class 'NoneType'>";
        case Type::boolean:
            return "<class 'bool'>";
        case Type::integer:
        case Type::unsigned_integer:
            return "<class 'int'>";
        case Type::floating:
            return "<class 'float'>";
        case Type::string:
            return "<class 'str'>";
        case Type::bytes:
            return "<class 'bytes'>";
        case Type::list:
            return "<class 'list'>";
        case Type::map:
            return "<class 'dict'>";
    }
    return "<class 'object'>";
}

// The list in the notation of a Python tuple.
std::string tuple_text(Rest rest) {
    std::string text = to_text(Value::list(rest.items));
    text.front() = '(';
    text.back() = ')';
    if (rest.items.size() == 1) text.insert(text.size() - 1, ",");
    return text;
}

bool ping(Call& call) {
    call.log(Level::debug, "test.ping received for minion '{}'", call.option("id"));
    return true;
}

Value echo(Call&, Value text) { return text; }

// The option wins, so that operators can tell formulas another version.
Value version(Call& call) {
    if (const Value option = call.option("saltversion")) return option;
    const Value grain = call.grain("saltversion");
    if (grain.is_nil())
        throw Unavailable("neither the option nor the grain 'saltversion' says which version");
    return grain;
}

Value get_opts(Call& call) { return call.lookup("opts"); }

Value kwarg(Call&, Kwargs kwargs) { return kwargs.map; }

Value arg(Call& call, Rest args, Kwargs kwargs) {
    return call.map({{"args", Value::list(args.items)}, {"kwargs", kwargs.map}});
}

Value arg_type(Call& call, Rest args, Kwargs kwargs) {
    List types = call.list();
    for (const Value& item : args.items) types.add(class_name(item));
    Map named = call.map();
    for (const Pair& pair : kwargs.map.pairs()) named.add(pair.key, class_name(pair.value));
    return call.map({{"args", types.value()}, {"kwargs", named.value()}});
}

Value arg_repr(Call& call, Rest args, Kwargs kwargs) {
    return call.map({{"args", tuple_text(args)}, {"kwargs", to_text(kwargs.map)}});
}

Value arg_clean(Call& call, Rest args, Kwargs kwargs) {
    Map kept = call.map();
    for (const Pair& pair : kwargs.map.pairs())
        if (!pair.key.str_or("").starts_with("__")) kept.add(pair.key, pair.value);
    return call.map({{"args", Value::list(args.items)}, {"kwargs", kept.value()}});
}

}  // namespace

void add_argument_functions(Plugin& p) {
    p.exec("test.ping", ping)
        .doc(
            "Answers `true` when the minion is up.\n\n"
            "Not an ICMP ping: it shows that functions are found and run.\n\n"
            "Returns: bool.\n\n    brine call test.ping");
    p.exec("test.true", [](Call&) {
         return true;
     }).doc("Always answers `true`.\n\nReturns: bool.\n\n    brine call test.true");
    p.exec("test.false", [](Call&) {
         return false;
     }).doc("Always answers `false`.\n\nReturns: bool.\n\n    brine call test.false");
    p.exec("test.echo", echo, "text"_a)
        .doc(
            "Answers what it is given.\n\n- `text` (any)\n\n"
            "Returns: `text`, with its type.\n\n    brine call test.echo 'foo bar'");
    p.exec("test.outputter", echo, "data"_a)
        .doc(
            "Answers what it is given, to try an outputter.\n\n- `data` (any)\n\n"
            "Returns: `data`.\n\n    brine call --out=yaml test.outputter '{a: 1}'");
    p.exec("test.version", version)
        .doc(
            "Answers the version of Salt that this minion is compatible with.\n\n"
            "It is the option `saltversion`, or else the grain, which formulas compare with.\n\n"
            "Returns: str.\n\n    brine call test.version");
    p.exec("test.get_opts", get_opts)
        .doc(
            "Answers the options of this minion.\n\n"
            "Returns: map.\n\n    brine call test.get_opts");
    p.exec("test.kwarg", kwarg)
        .doc(
            "Answers the keyword arguments it is given.\n\n- `**kwargs` (any)\n\n"
            "Returns: map of name to value.\n\n    brine call test.kwarg num=1 env='{a: 1}'");
    p.exec("test.arg", arg)
        .doc(
            "Answers the arguments it is given.\n\n- `*args`, `**kwargs` (any)\n\n"
            "Returns: `{args: list, kwargs: map}`.\n\n    brine call test.arg 1 two three=3.1");
    p.exec("test.arg_type", arg_type)
        .doc(
            "Answers the types of the arguments, as Python names them.\n\n"
            "- `*args`, `**kwargs` (any)\n\nReturns: `{args: list of str, kwargs: map of str}`."
            "\n\n    brine call test.arg_type 1 two");
    p.exec("test.arg_repr", arg_repr)
        .doc(
            "Answers the arguments in Python's notation.\n\n- `*args`, `**kwargs` (any)\n\n"
            "Returns: `{args: str, kwargs: str}`.\n\n    brine call test.arg_repr 1 two");
    p.exec("test.arg_clean", arg_clean)
        .doc(
            "Answers the arguments without keywords that start with two underscores.\n\n"
            "- `*args`, `**kwargs` (any)\n\nReturns: `{args: list, kwargs: map}`.\n\n"
            "    brine call test.arg_clean 1 __pub_jid=2");
}

}  // namespace brine::test_module
