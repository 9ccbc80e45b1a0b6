// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codes_model.h"
#include "models/fake_code_store.h"
#include "models/model_text.h"
#include "models/samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The table of codes over a store in memory.
class TestCodesModel : public QObject
{
    Q_OBJECT
private:
    static void fill(FakeCodeStore &store, int count);

private Q_SLOTS:
    void showsCodesMasked();
    void answersRawValues();
    void filters();
    void turnsTheOrderRound();
    void asksNothingBeforeAFilter();
    void jumpsToTheEnd();
};

void TestCodesModel::fill(FakeCodeStore &store, int count)
{
    for (int serial = 1; serial <= count; ++serial)
        store.codes.append(sampleCode(serial, sampleId<EventId>(1), sampleId<BatchId>(1), count));
}

void TestCodesModel::showsCodesMasked()
{
    FakeCodeStore store;
    fill(store, 4);
    store.codes[1] = sampleCode(2, sampleId<EventId>(1), sampleId<BatchId>(1), 4, CodeState::Claimed);
    store.codes[2] = sampleCode(3, sampleId<EventId>(1), sampleId<BatchId>(1), 4, CodeState::Disabled);
    store.codes[3].state = CodeState::Reissued;
    store.codes[3].reissuedTo = u"····-6UNY"_s;
    store.codes[3].printRun = 2;
    CodesModel model(store, QTimeZone("Asia/Singapore"));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter({});
    QTRY_VERIFY(model.isCountKnown());
    QTRY_VERIFY(model.at(0));
    QCOMPARE(headerText(model), u" | Code | State | Event | Batch | Serial | Printed | Claimed by | Since"_s);
    const QStringList lines = modelText(model);
    QCOMPARE(lines.at(0),
             u" | %1 | available | Devcon Singapore | 1 | 1 / 4 | — | — | —"_s.arg(store.codes[0].masked));
    QVERIFY(lines.at(1).endsWith(u"claimed | Devcon Singapore | 1 | 2 / 4 | — | noor@northpass.example | "
                                 "2026-11-18 11:26"_s));
    QVERIFY(lines.at(2).endsWith(u"disabled | Devcon Singapore | 1 | 3 / 4 | — | — | 2026-11-20 17:12"_s));
    QVERIFY(lines.at(3).endsWith(u"reissued | Devcon Singapore | 1 | 4 / 4 | run 2 | → ····-6UNY | —"_s));
}

void TestCodesModel::answersRawValues()
{
    FakeCodeStore store;
    fill(store, 3);
    CodesModel model(store);
    model.setFilter({});
    QTRY_VERIFY(model.at(1));
    QCOMPARE(model.index(1, CodeColumns::Serial).data(RawRole).toInt(), 2);
    QCOMPARE(model.index(1, CodeColumns::State).data(RawRole).toString(), u"available"_s);
    QCOMPARE(model.index(1, 0).data(IdRole).toString(), store.codes[1].id.toText());
    QVERIFY(!model.index(1, CodeColumns::Since).data(RawRole).toDateTime().isValid());
    QVERIFY(model.index(1, CodeColumns::Serial).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
}

void TestCodesModel::filters()
{
    FakeCodeStore store;
    fill(store, 500);
    for (int serial = 0; serial < 500; serial += 5)
        store.codes[serial].state = CodeState::Disabled;
    CodesModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter({});
    QTRY_COMPARE(model.count(), 500);
    CodeFilter filter;
    filter.state = CodeState::Disabled;
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setFilter(filter);
    QCOMPARE(resets.size(), 1);
    QTRY_COMPARE(model.count(), 100);
    QTRY_VERIFY(model.at(99));
    QCOMPARE(model.at(99)->serial, 496);
}

void TestCodesModel::turnsTheOrderRound()
{
    FakeCodeStore store;
    fill(store, 300);
    CodesModel model(store);
    model.setFilter({});
    QTRY_VERIFY(model.at(0));
    model.sort(CodeColumns::EventName, Qt::DescendingOrder);
    QVERIFY(model.isCountKnown());
    model.sort(CodeColumns::Serial, Qt::DescendingOrder);
    QTRY_VERIFY(model.at(0));
    QCOMPARE(model.at(0)->serial, 300);
    QCOMPARE(store.pagesAsked.last().sort, u"-"_s);
}

void TestCodesModel::asksNothingBeforeAFilter()
{
    FakeCodeStore store;
    fill(store, 4);
    CodesModel model(store);
    model.sort(CodeColumns::Serial, Qt::DescendingOrder);
    QCoreApplication::processEvents();
    QCOMPARE(store.pagesAsked.size(), 0);
    QVERIFY(!model.rowsInAll().isKnown());
    model.setFilter({});
    QTRY_VERIFY(model.at(0));
    QCOMPARE(model.at(0)->serial, 4);
    QVERIFY(model.rowsInAll() == (TableCount{4, TableCount::Certainty::Exact}));
}

void TestCodesModel::jumpsToTheEnd()
{
    FakeCodeStore store;
    fill(store, 5030);
    CodesModel model(store);
    model.setFilter({});
    QTRY_COMPARE(model.count(), 5030);
    QTRY_VERIFY(model.at(5029));
    QCOMPARE(model.at(5029)->serial, 5030);
    QTRY_VERIFY(model.at(2500));
    QCOMPARE(model.at(2500)->serial, 2501);
}

QTEST_GUILESS_MAIN(TestCodesModel)
#include "tst_codes_model.moc"
