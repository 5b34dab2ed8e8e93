// SPDX-License-Identifier: Apache-2.0
#include "json_value.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace brine::cmd {
namespace {

using Json = nlohmann::json;

// Builds the tree while the parser reads, with one builder per open list or map.
class Builder final : public nlohmann::json_sax<Json> {
  public:
    explicit Builder(Memory memory) : memory_(memory) {}

    [[nodiscard]] const Value& root() const { return root_; }

    bool null() override { return put(Value()); }
    bool boolean(bool truth) override { return put(truth); }
    bool number_integer(number_integer_t number) override { return put(number); }
    bool number_unsigned(number_unsigned_t number) override { return put(number); }
    bool number_float(number_float_t number, const string_t&) override { return put(number); }
    bool string(string_t& text) override { return put(Value::stable(memory_.copy(text))); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool key(string_t& name) override {
        open_.back().key = Value::stable(memory_.copy(name));
        return true;
    }
    bool end_object() override { return close(open_.back().map.value()); }
    bool end_array() override { return close(open_.back().list.value()); }

    bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
        return false;
    }

  private:
    struct Level {
        bool is_list;
        List list;
        Map map;
        Value key;
    };

    bool open(bool is_list) {
        if (open_.size() >= static_cast<std::size_t>(max_depth)) return false;
        open_.push_back({is_list, List(memory_), Map(memory_), Value()});
        return true;
    }

    bool close(const Value& value) {
        open_.pop_back();
        return put(value);
    }

    bool put(const Value& value) {
        if (open_.empty()) {
            root_ = value;
        } else if (open_.back().is_list) {
            open_.back().list.add(value);
        } else {
            open_.back().map.set(open_.back().key, value);
        }
        return true;
    }

    Memory memory_;
    std::vector<Level> open_;
    Value root_;
};

}  // namespace

std::optional<Value> parse_json(Memory memory, std::string_view text) {
    Builder builder(memory);
    if (!Json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
    return builder.root();
}

}  // namespace brine::cmd
