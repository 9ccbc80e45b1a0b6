// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/history_player.h"
#include "db/private_cluster.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Random histories of an organization, played against the functions and against a model of the rules: after each
/// step the books must be the same, and the backend's formula with them. Most are short, so that there can be many;
/// they are played beside each other, each player in a database of its own.
///
/// SCRIP_HISTORIES: how many (2000). SCRIP_HISTORY_SEED: the first seed (1). SCRIP_HISTORY: a file with the lines
/// that a failure printed, to play that history alone.
class LedgerHistoriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        QString functions;
        for (const char *name : {"ledger_histories_backend.sql", "ledger_histories.sql"}) {
            QFile file(QFINDTESTDATA(name));
            QVERIFY(file.open(QFile::ReadOnly));
            functions += QString::fromUtf8(file.readAll());
        }
        for (int player = 0; player < qBound(1, QThread::idealThreadCount(), 4); ++player) {
            m_databases << m_cluster.freshDatabase();
            QVERIFY(m_cluster.run(m_databases.last(), functions));
        }
    }

    void sameSeedSameHistory()
    {
        const History once = HistoryMaker(7).make(30);
        QCOMPARE(toLines(HistoryMaker(7).make(30)), toLines(once));
        QCOMPARE(toLines(fromLines(toLines(once))), toLines(once));
        QVERIFY(toLines(HistoryMaker(8).make(30)) != toLines(once));
    }

    void shrinksToWhatFails()
    {
        const History history = HistoryMaker(7).make(30);
        const History less = shrunk(history, [](const History &tried) {
            const auto has = [&tried](int number) {
                return std::any_of(tried.begin(), tried.end(),
                                   [=](const Step &step) { return step.number == number; });
            };
            return has(4) && has(29);
        });
        QCOMPARE(less.size(), 2);
        QCOMPARE(less.last().number, 29);
    }

    void historyOfAFile()
    {
        QFile file(qEnvironmentVariable("SCRIP_HISTORY"));
        if (file.fileName().isEmpty())
            QSKIP("SCRIP_HISTORY names none.");
        QVERIFY(file.open(QFile::ReadOnly));
        const History history = fromLines(QString::fromUtf8(file.readAll()).split(u'\n'));
        HistoryPlayer player(m_databases.first());
        QVERIFY(player.isReady());
        QVERIFY2(player.difference(history).isEmpty(), qPrintable(player.told(history)));
    }

    void booksAreAsTheModelSays()
    {
        const int first = qEnvironmentVariable("SCRIP_HISTORY_SEED", u"1"_s).toInt();
        const int count = qEnvironmentVariable("SCRIP_HISTORIES", u"2000"_s).toInt();
        QElapsedTimer watch;
        watch.start();
        m_next = first;
        m_end = first + count;
        std::vector<std::jthread> players;
        for (const QString &dsn : std::as_const(m_databases))
            players.emplace_back([this, dsn] { playFrom(dsn); });
        players.clear(); // waits for them
        qInfo("%d histories in %d ms", qMin<int>(m_next, m_end) - first, int(watch.elapsed()));
        for (const QString &failure : std::as_const(m_failures))
            qWarning().noquote() << failure;
        QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(u", "_s).left(2000)));
    }

private:
    static constexpr int atOnce = 20;

    /// Every fifth is long: rare things meet in those.
    static History historyOf(int seed)
    {
        return HistoryMaker(static_cast<quint32>(seed)).make(seed % 5 == 0 ? 25 : 10);
    }

    /// Takes seeds, some at a time, until there are none left or enough is known to be wrong.
    void playFrom(const QString &dsn)
    {
        HistoryPlayer player(dsn);
        if (!player.isReady())
            fail(u"A player could not be made."_s);
        for (int seed = m_next.fetch_add(atOnce); player.isReady() && seed < m_end; seed = m_next.fetch_add(atOnce)) {
            QList<History> histories;
            for (int i = 0; i < qMin(atOnce, m_end - seed); ++i)
                histories << historyOf(seed + i);
            const QStringList differences = player.differences(histories);
            for (int i = 0; i < histories.size(); ++i) {
                if (!differences.at(i).isEmpty())
                    failWith(&player, seed + i, histories.at(i), differences.at(i));
            }
        }
    }

    void failWith(HistoryPlayer *player, int seed, const History &history, const QString &difference)
    {
        const auto fails = [player](const History &tried) { return !player->difference(tried).isEmpty(); };
        fail(u"seed %1: %2\nshrunk:\n%3"_s.arg(seed).arg(difference, player->told(shrunk(history, fails))));
    }

    void fail(const QString &how)
    {
        const std::lock_guard lock(m_mutex);
        m_failures << how;
        if (m_failures.size() >= 3)
            m_next = m_end;
    }

    PrivateCluster m_cluster;
    QStringList m_databases; ///< One for each player.
    int m_end = 0;
    std::atomic<int> m_next = 0; ///< The seed that is played next.
    std::mutex m_mutex;
    QStringList m_failures;
};

QTEST_GUILESS_MAIN(LedgerHistoriesTest)
#include "tst_ledger_histories.moc"
