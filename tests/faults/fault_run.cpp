// SPDX-License-Identifier: GPL-3.0-or-later
// Clients write while servers, sessions and clients are killed on a seeded schedule; afterwards every acknowledged
// write must be there, once and as it was told, and the books must be right.
#include "faults/fault_schedule.h"
#include "faults/load_client.h"
#include "faults/load_world.h"
#include "faults/reckoning.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

namespace {

struct RunOptions
{
    quint32 seed = 0;
    int faults = 0;     ///< At most so many.
    qint64 seconds = 0; ///< At most so long, apart from what comes before and after.
    int clients = 0;
    int events = 0;
    int people = 0;
};

void say(const QString &line)
{
    std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}

int failed(const QString &why)
{
    say(u"FAILED: "_s + why);
    return 1;
}

RunOptions optionsOf(const QCoreApplication &application)
{
    QCommandLineParser parser;
    const auto number = [&parser](const QString &name, const QString &value) {
        parser.addOption({name, {}, u"n"_s, value});
    };
    number(u"seed"_s, QString::number(QRandomGenerator::global()->generate()));
    number(u"faults"_s, u"6"_s);
    number(u"seconds"_s, u"20"_s);
    number(u"clients"_s, u"6"_s);
    number(u"events"_s, u"3"_s);
    number(u"people"_s, u"1000"_s);
    parser.addHelpOption();
    parser.process(application);
    return {parser.value(u"seed"_s).toUInt(),        parser.value(u"faults"_s).toInt(),
            parser.value(u"seconds"_s).toLongLong(), parser.value(u"clients"_s).toInt(),
            parser.value(u"events"_s).toInt(),       parser.value(u"people"_s).toInt()};
}

/// Faults until there were enough or the time is up; says why when something does not go on. Counts kills by client.
QString runFaults(const RunOptions &options, PrivateCluster &cluster, ClientCrew &crew, QList<int> &kills)
{
    FaultSchedule schedule(options.seed);
    QElapsedTimer time;
    time.start();
    int done = 0;
    // At least one of every kind, however slow this computer is.
    for (; done < options.faults && (done < Fault::kinds || time.elapsed() < options.seconds * 1000); ++done) {
        const Fault fault = schedule.next();
        if (!crew.awaitMore(fault.afterAcknowledged, fault.afterClaims))
            return u"nothing more gets done before fault %1, %2"_s.arg(done + 1).arg(fault.toText());
        say(u"%1 s: %2"_s.arg(static_cast<double>(time.elapsed()) / 1000, 0, 'f', 1).arg(fault.toText()));
        if (!inject(fault, cluster, crew))
            return u"the server does not come back after fault %1, %2: %3"_s.arg(done + 1).arg(fault.toText(),
                                                                                               cluster.problem());
        if (fault.kind == Fault::Kind::KillClient)
            ++kills[static_cast<qsizetype>(fault.victim % static_cast<quint32>(crew.size()))];
    }
    if (!crew.awaitMore(20, 5))
        return u"nothing more gets done after the last fault"_s;
    say(u"%1 faults in %2 s"_s.arg(done).arg(static_cast<double>(time.elapsed()) / 1000, 0, 'f', 1));
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (const auto status = ranAsClient(application.arguments()))
        return *status;
    const RunOptions options = optionsOf(application);
    say(u"--seed=%1 --faults=%2 --seconds=%3 --clients=%4"_s.arg(options.seed)
            .arg(options.faults)
            .arg(options.seconds)
            .arg(options.clients));
    PrivateCluster cluster;
    if (!cluster.problem().isEmpty())
        return failed(cluster.problem());
    const QString dsn = cluster.freshDatabase();
    if (!prepareLoad(cluster, dsn, options.events, options.people))
        return failed(u"the load cannot be prepared"_s);
    QList<int> kills(options.clients, 0);
    ClientCrew crew(dsn, options.clients, options.seed);
    if (const QString why = runFaults(options, cluster, crew, kills); !why.isEmpty())
        return failed(why);
    if (!crew.finish())
        return failed(u"a client does not end well"_s);
    Reckoning reckoning(dsn);
    reckoning.add(crew, kills);
    reckoning.lookIntoBooks();
    say(reckoning.figures());
    return reckoning.problems().isEmpty() ? 0 : failed(reckoning.problems().join(u"\n"_s));
}
