// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ledger_model.h"
#include "db/migrator_session.h"
#include "db/private_cluster.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Random histories of an organization, played against the functions and against a model of the rules: after each
/// step the books must be the same, and the backend's formula with them.
///
/// SCRIP_HISTORIES: how many (300). SCRIP_HISTORY_SEED: the first seed (1). SCRIP_HISTORY: a file with the lines that
/// a failure printed, to play that history alone.
class LedgerHistoriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        const QString dsn = m_cluster.freshDatabase();
        for (const char *name : {"ledger_histories_backend.sql", "ledger_histories.sql"}) {
            QFile file(QFINDTESTDATA(name));
            QVERIFY(file.open(QFile::ReadOnly));
            QVERIFY(m_cluster.run(dsn, QString::fromUtf8(file.readAll())));
        }
        const auto session = MigratorSession::open(dsn);
        QVERIFY(session.ok());
        m_session = *session;
        // Plans are made while the tables are empty, and kept.
        QVERIFY(m_session->run(u"SET enable_seqscan = off"_s).ok());
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
        QVERIFY2(difference(history).isEmpty(), qPrintable(told(history)));
    }

    void booksAreAsTheModelSays_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("end");
        const int first = qEnvironmentVariable("SCRIP_HISTORY_SEED", u"1"_s).toInt();
        const int end = first + qEnvironmentVariable("SCRIP_HISTORIES", u"300"_s).toInt();
        for (int seed = first; seed < end; seed += 100)
            QTest::addRow("seeds from %d", seed) << seed << qMin(seed + 100, end);
    }

    void booksAreAsTheModelSays()
    {
        QFETCH(int, first);
        QFETCH(int, end);
        QStringList failures;
        for (int seed = first; seed < end && failures.size() < 3; ++seed) {
            const History history = HistoryMaker(static_cast<quint32>(seed)).make(25);
            if (difference(history).isEmpty())
                continue;
            const auto fails = [this](const History &tried) { return !difference(tried).isEmpty(); };
            failures << u"seed %1"_s.arg(seed);
            qWarning().noquote() << failures.last() << difference(history);
            qWarning().noquote() << u"shrunk:\n"_s + told(shrunk(history, fails));
        }
        QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u", "_s)));
    }

private:
    [[nodiscard]] QStringList played(const History &history)
    {
        const QString steps = QString::fromUtf8(QJsonDocument(toJson(history)).toJson(QJsonDocument::Compact));
        const auto rows = m_session->rows(u"SELECT * FROM history.play($1)"_s, {steps});
        if (!rows.ok())
            return {rows.failure().message + u' ' + rows.failure().hint};
        QStringList lines;
        for (const MigratorSession::Row &row : *rows)
            lines << row.value(0);
        return lines;
    }

    /// Where the two part; empty when they do not.
    [[nodiscard]] QString difference(const History &history)
    {
        const QStringList lines = played(history);
        LedgerModel model;
        for (qsizetype i = 0; i < history.size(); ++i) {
            const QString expected = model.play(history.at(i));
            if (lines.value(i) != expected)
                return u"step %1\n  model %2\n  SQL   %3"_s.arg(history.at(i).number).arg(expected, lines.value(i));
        }
        return lines.value(history.size()) == u"balanced"_s ? QString() : lines.value(history.size());
    }

    /// A history for a person: its lines, to be played again, and what is wrong.
    [[nodiscard]] QString told(const History &history)
    {
        return toLines(history).join(u'\n') + u'\n' + difference(history);
    }

    PrivateCluster m_cluster;
    std::shared_ptr<MigratorSession> m_session;
};

QTEST_GUILESS_MAIN(LedgerHistoriesTest)
#include "tst_ledger_histories.moc"
