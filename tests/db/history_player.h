// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/history.h"
#include "db/migrator_session.h"

#include <memory>

namespace scrip::test {

/// Plays histories in a database against the functions, and beside them against the model; they leave nothing there.
/// One thread.
class HistoryPlayer
{
public:
    /// The database has the functions of ledger_histories*.sql, and nobody else plays in it.
    explicit HistoryPlayer(const QString &dsn);

    [[nodiscard]] bool isReady() const { return m_session != nullptr; }
    /// Where the two part; empty when they do not.
    [[nodiscard]] QString difference(const History &history) { return differences({history}).first(); }
    /// The same of each of several, which together take less time.
    [[nodiscard]] QStringList differences(const QList<History> &histories);
    /// A history for a person: its lines, to be played again, and what is wrong.
    [[nodiscard]] QString told(const History &history);

private:
    /// What the books said after each step of each of them, or why they were not played.
    [[nodiscard]] QList<QStringList> played(const QList<History> &histories);

    std::shared_ptr<MigratorSession> m_session;
};

} // namespace scrip::test
