// SPDX-License-Identifier: GPL-3.0-or-later
// Row 10: whole processes. A list of events from the command line against psql with the same call; the console's
// first paint against that of its window without a database; the first start of a sandbox with its demo data.
#include "bench/harness.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace scrip::bench;

namespace {

constexpr int starts = 15;

double run(const QString &program, const QStringList &arguments)
{
    return timed([&] { outputOf(program, arguments); });
}

void lists(const QString &bin, const QString &dsn)
{
    const QStringList ours{u"event"_s, u"list"_s, u"--db"_s, dsn};
    const QStringList theirs{u"-X"_s, u"-c"_s, u"SELECT scrip.events('{}', NULL, 200)"_s, dsn};
    const QString scrip = bin + u"/scrip"_s;
    // The program itself: what is in the path may be a script around it.
    const QString psql = argument(u"psql"_s, u"psql"_s);
    run(scrip, ours);
    run(psql, theirs);
    const std::vector<double> ms =
        alternating({[&] { return run(scrip, ours); }, [&] { return run(psql, theirs); }}, starts);
    const double ratio = ms[0] / ms[1];
    report({u"10"_s, u"scrip event list, the whole process; the alternative is psql -c with the same call"_s,
            spoken(ms[0]), spoken(ms[1]), ratio, u"≤ 2"_s, ratio <= 2});
}

void windows(const QString &bin, const QString &database)
{
    const QString program = bin + u"/window_bench"_s;
    const QString with = u"--database="_s + database;
    std::vector<double> filled;
    const std::vector<double> ms =
        alternating({[&] {
                         const QList<QByteArray> told = outputOf(program, {with}).simplified().split(' ');
                         filled.push_back(told.value(1).toDouble());
                         return told.value(0).toDouble();
                     },
                     [&] { return outputOf(program, {}).simplified().split(' ').value(0).toDouble(); }},
                    starts);
    const double ratio = ms[0] / ms[1];
    report({u"10"_s,
            u"First paint of the console, since main() (its events are painted after %1); the alternative is "
            "the same window without a database"_s.arg(spoken(median(filled))),
            spoken(ms[0]), spoken(ms[1]), ratio, u"≤ 1.3"_s, ratio <= 1.3});
}

/// A sandbox that was not there before, and is not afterwards.
double firstStart(const QString &scrip, const QStringList &further)
{
    // In /tmp, so that the socket's path is short; the server's own user has to enter.
    const QTemporaryDir root(u"/tmp/scrip-first-XXXXXX"_s);
    if (!root.isValid() || chmod(qPrintable(root.path()), 0755) != 0)
        giveUp(u"No folder for a sandbox can be made in /tmp."_s);
    const QStringList dir{u"--dir"_s, root.filePath(u"sandbox"_s)};
    const double taken = run(scrip, QStringList{u"sandbox"_s, u"start"_s} + further + dir);
    outputOf(scrip, QStringList{u"sandbox"_s, u"stop"_s} + dir);
    return taken;
}

void firstStarts(const QString &bin)
{
    const QString scrip = bin + u"/scrip"_s;
    const std::vector<double> ms =
        alternating({[&] { return firstStart(scrip, {}); }, [&] { return firstStart(scrip, {u"--empty"_s}); }}, 3);
    report({u"10"_s, u"First start of a sandbox with its demo data; the alternative is an empty one"_s, spoken(ms[0]),
            spoken(ms[1]), ms[0] / ms[1], u"< 15 s"_s, ms[0] < 15'000});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QString bin = QCoreApplication::applicationDirPath();
    const QString database = argument(u"database"_s);
    lists(bin, QString(qEnvironmentVariable("SCRIP_DB") + u" dbname="_s + database));
    windows(bin, database);
    firstStarts(bin);
    return 0;
}
