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
    const Result<ConnInfo> info = m_book.find(target);
    if (!info)
        return answered<ConnectionTest>(info.failure());
    return QtConcurrent::run(
        [info = *info, program = m_program] { return Result<ConnectionTest>(ConnectionTrial(info, program).run()); });
}

} // namespace scrip
