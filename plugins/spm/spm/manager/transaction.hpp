// SPDX-License-Identifier: Apache-2.0
//
// Changing packages, whole or not at all.
//
// CACHE/transaction/ exists while a transaction is under way:
//     transaction.json  what it is: its id, the providers, hooks that are still to run
//     new/, old/, files.json  the files' part, see docs/spm-contracts.md
// The database decides: it takes all changes in one step, together with the transaction's id. If it
// has the id, the transaction has happened, and what is left is to clean up and to run the hooks;
// if not, the files' provider puts back what was there before.
#pragma once

#include "manager/session.hpp"

#include <filesystem>

namespace brine::spm {

class Transaction {
  public:
    // `command` is for the history. Nobody else may be at it: the lock is held.
    Transaction(Session& session, std::string command);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    // Removes what an unfinished one left, unless undoing it failed.
    ~Transaction();

    // A new directory below new/ to unpack package `number` into.
    [[nodiscard]] std::filesystem::path unpack_directory(std::size_t number);

    // An operation on files (see docs/spm-contracts.md), in the order in which they are made.
    void add_operation(const Value& operation) { operations_.push_back(operation); }
    // A change of the database.
    void add_change(const Value& change) { changes_.push_back(change); }
    // A formula whose `post` hook runs when all is done.
    void add_post_hook(const Value& formula) { hooks_.push_back(formula); }

    // Does it all. When it throws, everything is as before. Answers {"kept_directories"}.
    Value run();

    // Runs the post hooks that are left. Error when some fail; the packages stay installed.
    void run_post_hooks();

  private:
    void write_journal();
    void roll_back() noexcept;

    Session& session_;
    std::string id_;
    std::string command_;
    std::filesystem::path directory_;
    std::vector<Value> operations_;
    std::vector<Value> changes_;
    std::vector<Value> hooks_;
    bool started_ = false;
    bool committed_ = false;
    bool stuck_ = false;
};

// Finishes or undoes a transaction that was interrupted, and says so; the lock is held.
void recover(Session& session);

// Whether there is one: cheap, and needs no lock.
[[nodiscard]] bool interrupted(const Settings& settings);

}  // namespace brine::spm
