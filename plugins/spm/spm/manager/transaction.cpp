// SPDX-License-Identifier: Apache-2.0
#include "manager/transaction.hpp"

#include "manager/hooks.hpp"

#include <brine/support/directory.hpp>
#include <brine/support/file.hpp>
#include <brine/support/json.hpp>
#include <brine/support/text.hpp>

#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <ctime>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

fs::path directory_of(const Settings& settings) { return settings.cache_dir / "transaction"; }

std::string utc_now(const char* pattern) {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), pattern, &parts)};
}

// Unlike any other, also in another database.
std::string new_id() {
    std::array<unsigned char, 8> noise{};
    if (::getrandom(noise.data(), noise.size(), 0) != static_cast<ssize_t>(noise.size()))
        throw Error("the system has no random numbers");
    std::string id = utc_now("%Y%m%d%H%M%S-");
    for (const unsigned char byte : noise) {
        std::array<char, 3> hex{};
        std::snprintf(hex.data(), hex.size(), "%02x", byte);
        id += hex.data();
    }
    return id;
}

Value list_of(Call& call, const std::vector<Value>& values) {
    List list(call.memory());
    for (const Value& value : values) list.add(value);
    return list.value();
}

void run_hooks_of(Session& session, const Value& hooks) {
    std::vector<std::string> failures;
    for (const Value& formula : hooks.items()) {
        try {
            run_hook(session, formula, "post");
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            failures.emplace_back(error.what());
        }
    }
    if (!failures.empty()) throw Error(support::join(failures, "\n"));
}

}  // namespace

Transaction::Transaction(Session& session, std::string command)
    : session_(session),
      id_(new_id()),
      command_(std::move(command)),
      directory_(directory_of(session.settings)) {
    support::make_directories(directory_ / "new", 0700);
}

Transaction::~Transaction() {
    if (started_ && !committed_) roll_back();
    if (stuck_) return;
    try {
        support::remove_tree(directory_);
    } catch (const std::system_error& error) {
        session_.call.log(Level::warning, "{}; the next start removes it", error.what());
    }
}

fs::path Transaction::unpack_directory(std::size_t number) {
    const fs::path directory = directory_ / "new" / std::to_string(number);
    support::make_directories(directory, 0700);
    return directory;
}

void Transaction::write_journal() {
    const Value journal = session_.call.map(
        {{"id", id_},
         {"command", command_},
         {"db", session_.settings.db},
         {"db_provider", session_.settings.db_provider},
         {"files_provider", session_.settings.files_provider},
         {"hooks", session_.wishes().hooks ? list_of(session_.call, hooks_) : Value()}});
    support::replace_file(directory_ / "transaction.json", support::json::dump(journal),
                          {.mode = 0600});
}

Value Transaction::run() {
    const Value directory = session_.call.str(directory_.native());
    session_.files("init", {session_.places()});
    session_.db("init");
    write_journal();
    started_ = true;
    session_.files("begin", {directory, list_of(session_.call, operations_)});
    const Value kept = session_.files("commit", {directory});
    const std::string user(session_.call.lookup("user").str_or(""));
    session_.db("apply", {session_.call.map({{"id", id_},
                                             {"time", utc_now("%Y-%m-%dT%H:%M:%SZ")},
                                             {"command", command_},
                                             {"user", user}}),
                          list_of(session_.call, changes_)});
    committed_ = true;
    return kept;
}

void Transaction::run_post_hooks() {
    if (session_.wishes().hooks) run_hooks_of(session_, list_of(session_.call, hooks_));
}

// A cancelled call cannot call others any more, and an undo that fails must not hide why there was
// one: the next start then undoes it.
void Transaction::roll_back() noexcept {
    try {
        const Value left = session_.files("undo", {session_.call.str(directory_.native())});
        for (const Value& path : left.items())
            session_.listener.warn(
                format("'{}' was changed by somebody else and stays as it is", path));
    } catch (const std::exception& error) {
        stuck_ = true;
        try {
            session_.listener.warn(
                format("the changes could not be undone ({}); the next start tries it again",
                       error.what()));
        } catch (const std::exception&) {
            // Nothing more can be said.
        }
    }
}

bool interrupted(const Settings& settings) {
    std::error_code error;
    return fs::exists(directory_of(settings), error);
}

void recover(Session& session) {
    const fs::path directory = directory_of(session.settings);
    if (!interrupted(session.settings)) return;
    const fs::path journal_path = directory / "transaction.json";
    std::error_code error;
    if (!fs::exists(journal_path, error)) {
        // It had not touched anything but this directory.
        support::remove_tree(directory);
        return;
    }
    const Value journal = support::json::load(
        session.call.memory(), support::read_file(journal_path), journal_path.native());
    Settings settings = session.settings;
    settings.db = journal["db"].str();
    settings.db_provider = journal["db_provider"].str();
    settings.files_provider = journal["files_provider"].str();
    Session then(session.call, settings, session.listener);
    if (then.db("applied", {journal["id"]}).is_true()) {
        session.listener.warn(format("finishing what was interrupted: {}", journal["command"]));
        try {
            run_hooks_of(then, journal["hooks"]);
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& problem) {
            session.listener.warn(problem.what());
        }
    } else {
        session.listener.warn(format("undoing what was interrupted: {}", journal["command"]));
        for (const Value& path : then.files("undo", {session.call.str(directory.native())}).items())
            session.listener.warn(
                format("'{}' was changed by somebody else and stays as it is", path));
    }
    support::remove_tree(directory);
}

}  // namespace brine::spm
