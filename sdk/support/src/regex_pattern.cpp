// SPDX-License-Identifier: Apache-2.0
#include "regex_pattern.hpp"

namespace brine::support {
namespace {

class Translation {
  public:
    explicit Translation(std::string_view pattern) : pattern_(pattern) {}

    std::string run() {
        while (at_ < pattern_.size()) {
            if (pattern_[at_] == '\\') {
                escape();
            } else if (in_class_) {
                class_character();
            } else {
                if (pattern_[at_] == '[')
                    open_class();
                else
                    take();
            }
        }
        return std::move(out_);
    }

  private:
    void take() { out_ += pattern_[at_++]; }

    void escape() {
        const bool end_of_text =
            !in_class_ && at_ + 1 < pattern_.size() && pattern_[at_ + 1] == 'Z';
        if (end_of_text) {
            out_ += "\\z";
            at_ += 2;
            return;
        }
        take();
        if (at_ < pattern_.size()) take();
    }

    // "]" right behind the opening, or behind "[^", is an ordinary character.
    void open_class() {
        in_class_ = true;
        take();
        if (at_ < pattern_.size() && pattern_[at_] == '^') take();
        if (at_ < pattern_.size() && pattern_[at_] == ']') {
            out_ += "\\]";
            ++at_;
        }
    }

    // Without the escape "[:" would begin a POSIX class.
    void class_character() {
        if (pattern_[at_] == '[') out_ += '\\';
        if (pattern_[at_] == ']') in_class_ = false;
        take();
    }

    std::string_view pattern_;
    std::size_t at_ = 0;
    bool in_class_ = false;
    std::string out_;
};

}  // namespace

std::string translate_pattern(std::string_view pattern) { return Translation(pattern).run(); }

}  // namespace brine::support
