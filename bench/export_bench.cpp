// SPDX-License-Identifier: GPL-3.0-or-later
// Row 7: a million bookings out of the ledger into a file of CSV, the whole process, against psql's \copy of the same
// columns; and the memory it takes at a tenth of the size and at all of it.
#include "bench/harness.h"
#include "bench/ledger_corpus.h"
#include "bench/server.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace scrip::bench;

namespace {

constexpr qint64 entriesEach = 5; // of a grant

/// The most memory that a process which has ended took, in MB, whichever it was.
double mostOfAll()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Our own way to write all of a database's bookings.
Run ours(const QString &database, const QString &file)
{
    return [database, file] {
        return timed([&] {
            outputOf(QCoreApplication::applicationDirPath() + u"/scrip"_s,
                     {u"ledger"_s, u"export"_s, u"--format"_s, u"csv"_s, u"--output"_s, file, u"--overwrite"_s,
                      u"--db"_s, Server::dsn(database)});
        });
    };
}

Run theirs(const QString &database, const QString &file)
{
    return [database, file] {
        return timed([&] {
            outputOf(
                argument(u"psql"_s, u"psql"_s),
                {u"-X"_s, Server::dsn(database), u"-c"_s,
                 u"\\copy (SELECT id, at, booked_at, organization_id, grant_id, type, amount, currency, from_bucket, "
                 "to_bucket, actor_kind || ':' || actor, reason, request_id FROM scrip_vault.entry ORDER BY id) TO '"_s +
                     file + u"' CSV HEADER"_s});
        });
    };
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QString from = argument(u"from"_s);
    const qint64 entries = countArgument(u"entries"_s, 1'000'000);
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"ledger.csv"_s);
    const QString large = makeLedger(from, entries / entriesEach);
    const QString small = makeLedger(from, entries / entriesEach / 10);
    const double tenth = ours(small, file)();
    const double some = mostOfAll();
    (void)ours(large, file)();
    const double many = mostOfAll();
    const std::vector<double> ms = alternating({ours(large, file), theirs(large, file)});
    const double rate = ms[1] / ms[0];
    report(
        {u"7"_s,
         u"Export %1 bookings as CSV, the whole process (growth exponent %2); the alternative is psql with \\copy"_s
             .arg(grouped(entries), figure(exponent(tenth, ms[0], 10))),
         spoken(ms[0]), spoken(ms[1]), rate, u"≥ 0.6 × as fast"_s, rate >= 0.6});
    report({u"7"_s,
            u"Memory of that process (with a tenth of the rows: %1 MB)"_s.arg(figure(some)),
            u"%1 MB"_s.arg(figure(many)),
            {},
            {},
            u"flat"_s,
            many - some <= 5});
    for (const QString &name : {large, small})
        Server::drop(name);
    return 0;
}
