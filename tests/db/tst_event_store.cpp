// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/failure_names.h"
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Every function of the event store against a real server, its refusals among them.
class EventStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_fixture = std::make_unique<StoreFixture>(m_cluster.dsn());
        VERIFY_OK(m_fixture->open());
    }

    void createsAndReadsBack()
    {
        const EventDraft draft = usableDraft(u"Devcon"_s);
        const auto created = m_fixture->createEvent(draft.name);
        VERIFY_OK(created);
        QVERIFY(!created->replayed);
        const auto event = awaited(m_fixture->events().event(created->object.id));
        QVERIFY(event.ok());
        QCOMPARE(event->name, draft.name);
        QCOMPARE(event->amount, draft.amount);
        QCOMPARE(event->maxClaims, draft.maxClaims);
        QCOMPARE(event->creditExpiresAt, draft.creditExpiresAt);
        QCOMPARE(event->timeZone, draft.timeZone);
        QCOMPARE(event->claimUrl, draft.claimUrl);
        QCOMPARE(event->version, created->object.version);
        QCOMPARE(m_fixture->notes(), 0);
    }

    void sameKeyIsTheSameEvent()
    {
        const auto first = m_fixture->createEvent(u"Twin"_s, u"twin-key"_s);
        const auto second = m_fixture->createEvent(u"Twin"_s, u"twin-key"_s);
        QVERIFY(first.ok() && second.ok());
        QCOMPARE(second->object.id, first->object.id);
        QVERIFY(second->replayed);
        const auto other = m_fixture->createEvent(u"Another"_s, u"twin-key"_s);
        QCOMPARE(refusal(other), u"idempotency_conflict"_s);
        QCOMPARE(m_fixture->notes(), 0);
    }

    void editsVersioned()
    {
        const auto created = m_fixture->createEvent(u"Edited"_s);
        EventEdit edit{created->object.id, created->object.version, EventDraft::of(created->object),
                       EventField::Notes};
        edit.draft.notes = u"first"_s;
        const auto edited = awaited(m_fixture->events().edit(edit, {newKey(), {}, {}}));
        VERIFY_OK(edited);
        QCOMPARE(edited->object.notes, u"first"_s);
        QCOMPARE(edited->object.version, created->object.version + 1);
        edit.draft.notes = u"second"_s;
        const auto stale = awaited(m_fixture->events().edit(edit, {newKey(), {}, {}}));
        QCOMPARE(refusal(stale), u"stale_version"_s);
        QCOMPARE(stale.failure().detail[u"current"_s].toObject()[u"notes"_s].toString(), u"first"_s);
        QCOMPARE(stale.failure().kind, FailureKind::Refused);
    }

    void pausesResumesArchivesAndDuplicates()
    {
        const EventId id = m_fixture->createEvent(u"States"_s)->object.id;
        EventStore &events = m_fixture->events();
        QCOMPARE(awaited(events.pause(id, why()))->object.status, EventStatus::Paused);
        QVERIFY(!awaited(events.resume(id, why()))->object.paused);
        QCOMPARE(awaited(events.archive(id, why()))->object.status, EventStatus::Archived);
        QVERIFY(!awaited(events.unarchive(id, why()))->object.archivedAt.isValid());
        QVERIFY(awaited(events.approve(id, 5, why())).ok()); // nothing waits for it
        const auto copy = awaited(events.duplicate(id, why()));
        QVERIFY(copy.ok());
        QVERIFY(copy->object.id != id);
        const auto history = awaited(events.history(id, {}, 3));
        QCOMPARE(history->items.size(), 3);
        QVERIFY(!history->next.isEmpty());
        const auto older = awaited(events.history(id, history->next, 100));
        QCOMPARE(older->items.last().action, u"create_event"_s);
    }

    void undoesOnlyWhatNobodyChangedSince()
    {
        const EventId id = m_fixture->createEvent(u"Undone"_s)->object.id;
        EventStore &events = m_fixture->events();
        const WriteContext pause = why();
        VERIFY_OK(awaited(events.pause(id, pause)));
        const auto undone = awaited(events.undo(id, pause.key, why()));
        VERIFY_OK(undone);
        QCOMPARE(undone->object.status, EventStatus::Active);
        const auto again = awaited(events.undo(id, pause.key, why()));
        QCOMPARE(refusal(again), u"stale_version"_s);
        QCOMPARE(again.failure().detail[u"current"_s].toObject()[u"status"_s].toString(), u"active"_s);
    }

    void namesRefusals()
    {
        EventDraft draft = usableDraft(QString());
        const auto nameless = awaited(m_fixture->events().create(draft, why()));
        QCOMPARE(refusal(nameless), u"invalid_name"_s);
        QCOMPARE(nameless.failure().field, u"name"_s);
        const auto missing = awaited(m_fixture->events().event(EventId(QUuid::createUuid())));
        QCOMPARE(refusal(missing), u"not_found"_s);
        QCOMPARE(missing.failure().field, u"event"_s);
        const auto reasonless =
            awaited(m_fixture->events().pause(m_fixture->createEvent(u"No reason"_s)->object.id, {newKey(), {}, {}}));
        QCOMPARE(refusal(reasonless), u"reason_required"_s);
        const auto keyless = awaited(m_fixture->events().create(usableDraft(u"x"_s), {}));
        QCOMPARE(keyless.failure().kind, FailureKind::Usage);
        QCOMPARE(m_fixture->notes(), 0);
    }

    void refusesWhatCannotBeStored()
    {
        EventDraft draft = usableDraft(u"cut"_s);
        draft.notes = u"before"_s + QChar(u'\0') + u"after"_s;
        QCOMPARE(refusal(awaited(m_fixture->events().create(draft, why()))), u"invalid_text"_s);
        const auto found = awaited(m_fixture->events().resolve(u"0123"_s + QChar(u'\0') + u"4567"_s));
        QCOMPARE(refusal(found), u"invalid_text"_s);
    }

    void pagesByCursor()
    {
        StoreFixture own(m_cluster.freshDatabase());
        for (int i = 0; i < 5; ++i)
            QVERIFY(own.createEvent(u"Event %1"_s.arg(i)).ok());
        EventQuery query;
        query.sort = u"name"_s;
        query.limit = 2;
        QStringList names;
        do {
            const auto page = awaited(own.events().page(query));
            VERIFY_OK(page);
            for (const Event &event : page->items)
                names << event.name;
            query.after = page->next;
        } while (!query.after.isEmpty());
        QCOMPARE(names, QStringList({u"Event 0"_s, u"Event 1"_s, u"Event 2"_s, u"Event 3"_s, u"Event 4"_s}));
        query.statuses = {EventStatus::Paused};
        QVERIFY(awaited(own.events().page(query))->items.isEmpty());
        const auto counts = awaited(own.events().counts());
        QCOMPARE(counts->all, 5);
        QCOMPARE(counts->byStatus.value(EventStatus::Active), 5);
        QCOMPARE(counts->exposure.currency().code(), u"USD"_s);
    }

    void resolvesShortIds()
    {
        const EventId id = m_fixture->createEvent(u"Short"_s)->object.id;
        QCOMPARE(*awaited(m_fixture->events().resolve(id.toText())), id);
        QCOMPARE(*awaited(m_fixture->events().resolve(id.toText().right(12))), id);
        QCOMPARE(refusal(awaited(m_fixture->events().resolve(u"abc"_s))), u"not_found"_s);
    }

    void saysWhoMayNot()
    {
        StoreFixture staff(m_cluster.dsnAs(u"event_staff"_s, m_cluster.dsn(), u"IN ROLE scrip_staff"_s));
        VERIFY_OK(staff.open());
        const auto refused = staff.createEvent(u"Not mine"_s);
        QCOMPARE(refused.failure().kind, FailureKind::NotPermitted);
        QCOMPARE(refusal(refused), u"not_permitted"_s);
        QVERIFY(awaited(staff.events().page({})).ok());
        StoreFixture nobody(m_cluster.dsnAs(u"event_nobody"_s, m_cluster.dsn()));
        QCOMPARE(awaited(nobody.events().page({})).failure().kind, FailureKind::NotPermitted);
    }

    void namesAMissingSchema()
    {
        StoreFixture empty(m_cluster.emptyDatabase());
        QVERIFY(empty.open().ok());
        QCOMPARE(awaited(empty.events().page({})).failure().kind, FailureKind::SchemaMissing);
        QCOMPARE(empty.createEvent(u"Nowhere"_s).failure().kind, FailureKind::SchemaMissing);
        QCOMPARE(empty.notes(), 0);
    }

private:
    static WriteContext why() { return {newKey(), {}, u"because"_s}; }

    PrivateCluster m_cluster;
    std::unique_ptr<StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(EventStoreTest)
#include "tst_event_store.moc"
