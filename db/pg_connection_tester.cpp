// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_connection_tester.h"

#include "db/connection_trial.h"

#include <QtConcurrentRun>

namespace scrip {

PgConnectionTester::PgConnectionTester(const SavedConnections &book, QString program)
    : m_book(book)
    , m_program(std::move(program))
{
}

Answer<ConnectionTest> PgConnectionTester::test(const QString &target)
{
    return run(m_book.find(target));
}

Answer<ConnectionTest> PgConnectionTester::test(const ConnectionProfile &profile, const QString &password)
{
    const Result<ConnInfo> info = m_book.infoOf(profile);
    return run(info ? info->withPassword(password) : info);
}

Answer<ConnectionTest> PgConnectionTester::run(const Result<ConnInfo> &info) const
{
    if (!info)
        return answered<ConnectionTest>(info.failure());
    return QtConcurrent::run(
        [info = *info, program = m_program] { return Result<ConnectionTest>(ConnectionTrial(info, program).run()); });
}

} // namespace scrip
