// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_log_model.h"
#include "models/fake_audit.h"
#include "models/model_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The audit as a table, over a port in memory.
class TestAuditLogModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsRows();
    void namesObjects_data();
    void namesObjects();
    void filtersAndReadsOn();
    void keepsRowsWhenReadingFails();
    void countsWhatWasNotRead();
    void namesWhatPeopleCallByName();
};

void TestAuditLogModel::showsRows()
{
    FakeAudit audit;
    audit.entries = {sampleAudit(1), sampleAudit(2)};
    audit.entries[1].as = u"noor"_s;
    AuditLogModel model(audit);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setZone(QTimeZone("Asia/Singapore"));
    model.setQuery({});
    QTRY_COMPARE(model.filledRows(), 2);
    QCOMPARE(headerText(model), u"When | Who | What | Object | Reason"_s);
    QCOMPARE(modelText(model).at(0),
             u"2026-11-21 14:31 | mara.lindqvist | Paused | Event 00000001 | Codes were posted "
             "in public"_s);
    QVERIFY(modelText(model).at(1).contains(u"mara.lindqvist as noor"_s));
    QCOMPARE(model.index(0, AuditLogColumns::At).data(RawRole).toDateTime(), audit.entries[0].at);
    QCOMPARE(model.entry(model.index(0, 0))->id, 1);
}

void TestAuditLogModel::namesObjects_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString() << QString() << u"—"_s;
    QTest::newRow("id") << u"grant"_s << sampleId<GrantId>(0x190f3d4).toText() << u"Grant 0190f3d4"_s;
    QTest::newRow("name") << u"setting"_s << u"settlement_lag"_s << u"Setting settlement_lag"_s;
    QTest::newRow("new kind") << u"api_key"_s << QString() << u"Api key"_s;
}

void TestAuditLogModel::namesObjects()
{
    QFETCH(QString, kind);
    QFETCH(QString, id);
    AuditEntry entry;
    entry.objectKind = kind;
    entry.objectId = id;
    QTEST(auditObjectText(entry), "text");
}

void TestAuditLogModel::filtersAndReadsOn()
{
    FakeAudit audit;
    audit.pageSize = 10;
    for (int id = 1; id <= 25; ++id) {
        audit.entries.append(sampleAudit(id));
        if (id % 2 == 0)
            audit.entries.last().login = u"ines"_s;
    }
    AuditLogModel model(audit);
    // No tester here: it reads on by itself.
    model.setQuery({});
    QTRY_COMPARE(model.filledRows(), 10);
    QTRY_COMPARE(model.rowsInAll(), (TableCount{25, TableCount::Certainty::Exact}));
    model.fetchMore({});
    QTRY_COMPARE(model.filledRows(), 20);
    AuditQuery query;
    query.actor = u"ines"_s;
    model.setQuery(query);
    QTRY_COMPARE(model.filledRows(), 10);
    model.fetchMore({});
    QTRY_COMPARE(model.filledRows(), 12);
    QCOMPARE(audit.asked.last().actor, u"ines"_s);
}

void TestAuditLogModel::keepsRowsWhenReadingFails()
{
    FakeAudit audit;
    audit.entries = {sampleAudit(1)};
    AuditLogModel model(audit);
    model.setQuery({});
    QTRY_COMPARE(model.filledRows(), 1);
    audit.fails = true;
    QSignalSpy failed(&model, &ListModelBase::failed);
    model.reload();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(model.filledRows(), 1);
}

void TestAuditLogModel::countsWhatWasNotRead()
{
    using Certainty = TableCount::Certainty;
    FakeAudit audit;
    for (int id = 1; id <= 5; ++id)
        audit.entries.append(sampleAudit(id));
    AuditLogModel model(audit);
    model.setQuery({});
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(model.rowsInAll(), (TableCount{5, Certainty::Exact}));
    QCOMPARE(audit.counted, 0); // all of them are here
    audit.pageSize = 2;
    QSignalSpy told(&model, &TableModelBase::countChanged);
    model.setQuery({});
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(model.rowsInAll(), (TableCount{5, Certainty::Exact}));
    QCOMPARE(model.filledRows(), 2);
    model.fetchMore({});
    QTRY_COMPARE(model.filledRows(), 4);
    QCOMPARE(audit.counted, 1);
    audit.exact = false;
    audit.entries.prepend(sampleAudit(0));
    model.reload();
    QTRY_COMPARE(model.rowsInAll(), (TableCount{6, Certainty::Estimate}));
    audit.fails = true;
    AuditQuery nobody;
    nobody.actor = u"nobody"_s;
    model.setQuery(nobody);
    QTRY_VERIFY(model.hasFailed());
    QVERIFY(!model.rowsInAll().isKnown());
}

void TestAuditLogModel::namesWhatPeopleCallByName()
{
    FakeAudit audit;
    audit.entries = {sampleAudit(1)};
    audit.entries[0].objectName = u"<b>Devcon</b>"_s;
    AuditLogModel model(audit);
    model.setQuery({});
    QTRY_COMPARE(model.filledRows(), 1);
    const QModelIndex object = model.index(0, AuditLogColumns::Object);
    QCOMPARE(object.data().toString(), u"Event <b>Devcon</b>"_s);
    const QString tip = object.data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.startsWith(u"Event &lt;b&gt;Devcon"_s) && tip.endsWith(audit.entries[0].objectId), qPrintable(tip));
    QVERIFY(!object.siblingAtColumn(AuditLogColumns::Who).data(Qt::ToolTipRole).isValid());
}

QTEST_GUILESS_MAIN(TestAuditLogModel)
#include "tst_audit_log_model.moc"
