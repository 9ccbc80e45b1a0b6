// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_tester.h"
#include "db/saved_connections.h"

namespace scrip {

/// Runs staged tests, each on a thread of its own. The book is borrowed; used by the caller's thread.
class PgConnectionTester : public ConnectionTester
{
public:
    PgConnectionTester(const SavedConnections &book, QString program);

    Answer<ConnectionTest> test(const QString &target) override;
    Answer<ConnectionTest> test(const ConnectionProfile &profile, const QString &password) override;

private:
    [[nodiscard]] Answer<ConnectionTest> run(const Result<ConnInfo> &info) const;

    const SavedConnections &m_book;
    QString m_program;
};

} // namespace scrip
