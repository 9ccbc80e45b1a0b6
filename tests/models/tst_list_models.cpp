// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_model.h"
#include "models/batches_model.h"
#include "models/events_model.h"
#include "models/fake_stores.h"
#include "models/model_text.h"
#include "models/prints_model.h"
#include "models/samples.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The short lists: what they show, and that a reload keeps whatever points into them.
class TestListModels : public QObject
{
    Q_OBJECT
private:
    static void fill(FakeEventStore &store, const QStringList &names);
    static QStringList names(const EventsModel &model);

private Q_SLOTS:
    void showsEvents();
    void showsPlaceholdersFirst();
    void keepsTheRowsOfAReload();
    void readsFurtherPagesWhenAsked();
    void sortsByTheDatabase();
    void keepsRowsWhenAnAnswerFails();
    void showsBatchesAndTheirSum();
    void showsPrintRuns();
    void showsAHistory();
};

void TestListModels::fill(FakeEventStore &store, const QStringList &names)
{
    store.events.clear();
    for (const QString &name : names)
        store.events.append(sampleEvent(int(qHash(name) % 10'000), name));
}

QStringList TestListModels::names(const EventsModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, EventColumns::Name).data().toString());
    return names;
}

void TestListModels::showsEvents()
{
    FakeEventStore store;
    EventsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    store.events = {sampleEvent(1, u"Devcon Singapore"_s)};
    store.events.append(sampleEvent(2, u"Open tour"_s, EventStatus::Paused));
    store.events[1].maxClaims.reset();
    store.events[1].claimDeadline = {};
    QSignalSpy loaded(&model, &ListModelBase::loaded);
    model.reload();
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(headerText(model), u"Status | Event | Per code | Claimed of cap | Exposure | Claim until | "
                                "Credit lasts until | Zone"_s);
    QCOMPARE(modelText(model),
             QStringList({u"active | Devcon Singapore | 25.00 | 3184 / 5000 | 124700.00 | 2026-11-24 23:59 | "
                          "2027-02-28 23:59 | Asia/Singapore"_s,
                          u"paused | Open tour | 25.00 | 3184 | 124700.00 | — | 2027-02-28 23:59 | "
                          "Asia/Singapore"_s}));
    const QModelIndex until = model.index(0, EventColumns::ClaimUntil);
    QCOMPARE(until.data(RawRole).toDateTime().timeZone().id(), QByteArray("Asia/Singapore"));
    QCOMPARE(model.index(0, 0).data(IdRole).toString(), store.events[0].id.toText());
    QCOMPARE(model.index(0, EventColumns::Exposure).data(RawRole).toLongLong(), 124'700 * Money::unit);
    QCOMPARE(model.rowOf(store.events[1].id), 1);
    QCOMPARE(model.rowOf(EventId()), -1);
}

void TestListModels::showsPlaceholdersFirst()
{
    FakeEventStore store;
    fill(store, {u"a"_s, u"b"_s});
    EventsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPlaceholderRows(3);
    model.reload();
    QCOMPARE(modelText(model), QStringList({u"…"_s, u"…"_s, u"…"_s}));
    QVERIFY(!model.isLoaded());
    QVERIFY(!model.event(model.index(0, 0)));
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(names(model), QStringList({u"a"_s, u"b"_s}));
}

void TestListModels::keepsTheRowsOfAReload()
{
    FakeEventStore store;
    fill(store, {u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    EventsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.reload();
    QTRY_VERIFY(model.isLoaded());
    const QPersistentModelIndex b(model.index(1, EventColumns::Name));
    const QPersistentModelIndex c(model.index(2, EventColumns::Name));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy loaded(&model, &ListModelBase::loaded);

    fill(store, {u"new"_s, u"d"_s, u"b"_s, u"a"_s});
    model.markOutdated();
    QVERIFY(modelText(model).first().startsWith(u'~'));
    model.reload();
    QCOMPARE(names(model), QStringList({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(names(model), QStringList({u"new"_s, u"d"_s, u"b"_s, u"a"_s}));
    QCOMPARE(b.row(), 2);
    QCOMPARE(b.data().toString(), u"b"_s);
    QVERIFY(!c.isValid());
    QVERIFY(!model.isOutdated());
    QCOMPARE(resets.size(), 0);
}

void TestListModels::readsFurtherPagesWhenAsked()
{
    FakeEventStore store;
    store.pageSize = 2;
    fill(store, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s});
    EventsModel model(store);
    model.reload();
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QVERIFY(!model.canFetchMore({}));
    QTRY_COMPARE(model.rowCount(), 4);
    // A reload reads as far as it had read.
    store.asked.clear();
    QSignalSpy loaded(&model, &ListModelBase::loaded);
    model.reload();
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(store.asked.size(), 2);
    QVERIFY(model.canFetchMore({}));
}

void TestListModels::sortsByTheDatabase()
{
    FakeEventStore store;
    fill(store, {u"c"_s, u"a"_s, u"b"_s});
    EventsModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.reload();
    QTRY_VERIFY(model.isLoaded());
    model.sort(EventColumns::Name, Qt::DescendingOrder);
    QTRY_COMPARE(names(model), QStringList({u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(store.asked.last().sort, u"-name"_s);
    const auto asked = store.asked.size();
    model.sort(EventColumns::Zone);
    QCOMPARE(store.asked.size(), asked);
    // A query of its own keeps the order.
    EventQuery paused;
    paused.statuses = {EventStatus::Paused};
    model.setQuery(paused);
    QCOMPARE(store.asked.last().sort, u"-name"_s);
    QTRY_COMPARE(model.rowCount(), 0);
}

void TestListModels::keepsRowsWhenAnAnswerFails()
{
    FakeEventStore store;
    fill(store, {u"a"_s});
    EventsModel model(store);
    model.reload();
    QTRY_VERIFY(model.isLoaded());
    store.fails = true;
    QSignalSpy failed(&model, &ListModelBase::failed);
    model.reload();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(names(model), QStringList({u"a"_s}));
    QVERIFY(!model.isLoading());
}

void TestListModels::showsBatchesAndTheirSum()
{
    FakeBatchStore store;
    const EventId event = sampleId<EventId>(1);
    store.batches = {sampleBatch(1, event, 3000), sampleBatch(2, event, 480), sampleBatch(3, EventId(), 9)};
    store.batches[0].printed = 3000;
    store.batches[0].handedOver = 2600;
    store.batches[0].codes.claimed = 2214;
    BatchesModel model(store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setEvent(event);
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(headerText(model), u"# | Codes | Printed | Handed over | Claimed"_s);
    QCOMPARE(modelText(model), QStringList({u"1 | 3000 | 3000 | 2600 | 2214"_s, u"2 | 480 | — | — | —"_s}));
    QCOMPARE(model.sum(BatchColumns::Codes), 3480);
    QCOMPARE(model.rowOf(store.batches[1].id), 1);
    model.setEvent(sampleId<EventId>(2));
    QTRY_COMPARE(model.rowCount(), 0);
}

void TestListModels::showsPrintRuns()
{
    FakeBatchStore store;
    PrintRecord run;
    run.id = sampleId<PrintId>(1);
    run.number = 2;
    run.at = sampleTime(u"2026-11-20T09:12:00Z"_s);
    run.by = u"mara"_s;
    run.templateId = u"avery-l7160"_s;
    run.labels = 480;
    run.from = 1;
    run.to = 480;
    run.destination = u"pdf"_s;
    run.reprint = true;
    run.reason = u"jam"_s;
    store.runs = {run};
    PrintsModel model(store, QTimeZone("Asia/Singapore"));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setBatch(sampleId<BatchId>(1));
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(headerText(model), u"# | When, UTC+8 | Who | Stock | Labels | Serials | To | Reason"_s);
    QCOMPARE(modelText(model),
             QStringList({u"2 | 2026-11-20 17:12 | mara | avery-l7160 | 480 | 1–480 | pdf | jam"_s}));
    store.fails = true;
    QSignalSpy failed(&model, &ListModelBase::failed);
    model.reload();
    QTRY_COMPARE(failed.size(), 1);
}

void TestListModels::showsAHistory()
{
    AuditModel model(QTimeZone("Asia/Singapore"));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.reload();
    QCOMPARE(model.rowCount(), 0);
    AuditEntry pause;
    pause.id = 2;
    pause.at = sampleTime(u"2026-11-20T09:12:00Z"_s);
    pause.login = u"mara"_s;
    pause.as = u"ops"_s;
    pause.action = u"pause_event"_s;
    pause.reason = QString(u"wrong\u202Ename"_s);
    AuditEntry other = pause;
    other.id = 1;
    other.as.clear();
    other.action = u"some_new_thing"_s;
    other.reason.clear();
    model.setSource([=](const QString &) {
        return answered<Page<AuditEntry>>(Page<AuditEntry>{{pause, other}, {}});
    });
    QTRY_VERIFY(model.isLoaded());
    QCOMPARE(headerText(model), u"When | Who | What | Reason"_s);
    const QStringList lines = modelText(model);
    QCOMPARE(lines.at(1), u"2026-11-20 17:12 | mara | Some new thing | "_s);
    QVERIFY(lines.at(0).startsWith(u"2026-11-20 17:12 | mara as ops | Paused | "_s));
    QVERIFY(!lines.at(0).contains(QChar(0x202E)));
    model.setSource({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestListModels)
#include "tst_list_models.moc"
