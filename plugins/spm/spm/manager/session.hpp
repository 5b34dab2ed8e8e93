// SPDX-License-Identifier: Apache-2.0
//
// What every command works with: the running call, the settings, somebody to talk to, and the
// providers, which are functions of other plugins.
#pragma once

#include "manager/settings.hpp"

#include <initializer_list>

namespace brine::spm {

// Whom a command talks to. Everything it says is one line or more without a newline at the end.
class Listener {
  public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    virtual ~Listener() = default;

    // What is being done, or has been.
    virtual void status(const std::string& text) = 0;
    // Something the operator should know.
    virtual void warn(const std::string& text) = 0;
    // Shows the text and asks. Declined is thrown when the answer is no, or nobody can answer.
    virtual void confirm(const std::string& text) = 0;
};

// The operator does not want it.
class Declined : public Error {
  public:
    using Error::Error;
};

// Another spm is at work.
class Busy : public Error {
  public:
    using Error::Error;
};

// What was asked for makes no sense.
using UsageError = BadArgument;

class Session {
  public:
    Session(Call& session_call, Settings session_settings, Listener& session_listener)
        : call(session_call), settings(std::move(session_settings)), listener(session_listener) {}

    // Functions of the providers, and of our own parts. They throw CallError.
    Value db(std::string_view function, std::initializer_list<Value> arguments = {});
    Value files(std::string_view function, std::initializer_list<Value> arguments);
    Value package(std::string_view function, std::initializer_list<Value> arguments);
    Value fetch(const Value& server, const Value& download);

    // The argument `places` of pkgfiles.
    [[nodiscard]] Value places() const;
    [[nodiscard]] const Wishes& wishes() const noexcept { return settings.wishes; }

    Call& call;
    const Settings settings;
    Listener& listener;

  private:
    Value invoke(std::string_view kind, std::string_view name, std::span<const Value> arguments);
};

// The records of installed packages by name.
[[nodiscard]] Value installed_packages(Session& session);

// The record of an installed package. Error when it is not.
[[nodiscard]] Value installed_package(Session& session, std::string_view name);

// "202611-1" of a record or a formula.
[[nodiscard]] std::string version_text(const Value& record);

}  // namespace brine::spm
