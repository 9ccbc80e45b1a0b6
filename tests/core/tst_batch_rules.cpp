// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

class BatchRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksRequests_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<int>("groups");
        QTest::addColumn<int>("uses");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("field"); // empty: fine
        QTest::newRow("usual") << qint64{500} << 4 << 1 << QString() << QString();
        QTest::newRow("largest") << maxBatchCount << 6 << 1'000'000 << u"DEVCON8"_s << QString();
        QTest::newRow("none") << qint64{0} << 4 << 1 << QString() << u"count"_s;
        QTest::newRow("too many") << maxBatchCount + 1 << 4 << 1 << QString() << u"count"_s;
        QTest::newRow("few groups") << qint64{1} << 2 << 1 << QString() << u"groups"_s;
        QTest::newRow("many groups") << qint64{1} << 7 << 1 << QString() << u"groups"_s;
        QTest::newRow("no use") << qint64{1} << 4 << 0 << QString() << u"max_uses"_s;
        QTest::newRow("prefix") << qint64{1} << 4 << 1 << u"NE AR"_s << u"prefix"_s;
    }

    void checksRequests()
    {
        QFETCH(qint64, count);
        QFETCH(int, groups);
        QFETCH(int, uses);
        QFETCH(QString, prefix);
        QFETCH(QString, field);
        MintRequest request;
        request.count = count;
        request.groups = groups;
        request.maxUses = uses;
        request.prefix = prefix;
        const QList<Failure> failures = validate(request);
        QCOMPARE(failures.isEmpty() ? QString() : failures.first().field, field);
    }

    void namesStates()
    {
        for (const BatchState state : {BatchState::Minting, BatchState::Complete, BatchState::Cancelled})
            QCOMPARE(batchStateFromName(batchStateName(state)), state);
    }
};

QTEST_GUILESS_MAIN(BatchRulesTest)
#include "tst_batch_rules.moc"
