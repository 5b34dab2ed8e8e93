// SPDX-License-Identifier: Apache-2.0
//
// The side of yaml-cpp: its events on their way to the composer, its exceptions in the words of
// PyYAML, which are the ones that people find when they search for them.
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <brine/format.hpp>

#include <algorithm>
#include <istream>
#include <streambuf>

#include "brine/support/text.hpp"
#include "yaml_composer.hpp"
#include "yaml_problem.hpp"

namespace brine::support::yaml {
namespace {

// Reads memory in place.
class ViewBuffer : public std::streambuf {
  public:
    explicit ViewBuffer(std::string_view text) {
        char* begin = const_cast<char*>(text.data());  // the interface's type; never written to
        setg(begin, begin, begin + text.size());
    }
};

Position position_of(const YAML::Mark& mark) {
    return {static_cast<std::uint32_t>(mark.line) + 1, static_cast<std::uint32_t>(mark.column) + 1};
}

Place place_of(const YAML::Mark& mark) {
    return {position_of(mark), static_cast<std::uint32_t>(mark.pos)};
}

// The events of the only document.
class Events : public YAML::EventHandler {
  public:
    Events(Composer& composer, const SourceText& source) : composer_(composer), source_(source) {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        const Place place = place_of(mark);
        const bool marker = source_.text().substr(at_most_end(place)).starts_with("---");
        if (!started_) {
            check_directives(place, marker);
            started_ = true;
        } else {
            source_.fail(place.position,
                         marker ? "expected a single document in the stream, but found another "
                                  "document"
                                : "did not find expected <document start>: the document ends here");
        }
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        composer_.null(place_of(mark), anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        composer_.alias(place_of(mark), anchor);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        if (source_.is_masked(value)) {
            composer_.scalar(place_of(mark), tag, anchor, source_.unmasked(value));
        } else {
            composer_.scalar(place_of(mark), tag, anchor, value);
        }
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        composer_.begin_list(place_of(mark), tag, anchor, style == YAML::EmitterStyle::Flow);
    }
    void OnSequenceEnd() override { composer_.end_list(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        composer_.begin_map(place_of(mark), tag, anchor, style == YAML::EmitterStyle::Flow);
    }
    void OnMapEnd() override { composer_.end_map(); }
    void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
        composer_.anchor_name(place_of(mark), name);
    }

  private:
    [[nodiscard]] std::size_t at_most_end(Place place) const {
        return std::min<std::size_t>(place.offset, source_.text().size());
    }

    // yaml-cpp passes over directives that it does not know, and wants no marker behind them.
    void check_directives(Place document, bool marker) const {
        const std::string_view head = source_.text().substr(0, at_most_end(document));
        std::size_t offset = 0;
        for (const std::string_view line : split(head, '\n')) {
            if (line.starts_with('%')) {
                const Position position = source_.position(offset);
                if (!line.starts_with("%YAML ") && !line.starts_with("%TAG "))
                    source_.fail(position, "found unknown directive name");
                if (!marker)
                    source_.fail(document.position,
                                 "did not find expected <document start> behind a directive");
            }
            offset += line.size() + 1;
        }
    }

    Composer& composer_;
    const SourceText& source_;
    bool started_ = false;
};

}  // namespace

Value load(Memory memory, std::string_view text, const LoadOptions& options) {
    const SourceText source(text, options.source);
    Composer composer(memory, source, options);
    Events events(composer, source);
    ViewBuffer buffer(source.for_parser());
    std::istream stream(&buffer);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(events)) {
        }
    } catch (const YAML::DeepRecursion& error) {
        source.fail(position_of(error.mark), "nested more than 499 levels deep");
    } catch (const YAML::Exception& error) {
        const Problem problem = describe(source, composer, error.msg, place_of(error.mark));
        source.fail(problem.position, problem.text);
    }
    return composer.root();
}

}  // namespace brine::support::yaml
