// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/object_json.h"
#include "db/bulk_void_job.h"
#include "db/database.h"
#include "db/mint_job.h"
#include "db/store_fixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// The console's database: its states, its news, and that it comes back by itself.
class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem())); }

    void connectsAndTellsWhoWeAre()
    {
        Database database({m_cluster.dsn(), 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        QCOMPARE(database.state(), ConnectionState::Connecting);
        QSignalSpy sessions(&database, &ConnectionMonitor::sessionChanged);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        QCOMPARE(sessions.size(), 1);
        QVERIFY(database.session().has(u"admin"_s));
        QVERIFY(database.session().schemaVersion > 0);
        QVERIFY(!database.target().isEmpty());
        QVERIFY(awaited(database.stores().events->page({})).ok());
    }

    void refusedStaysRefusedUntilToldToTryAgain()
    {
        const QString dsn = m_cluster.freshDatabase();
        QVERIFY(m_cluster.run(dsn, u"ALTER SCHEMA scrip RENAME TO hidden"_s));
        Database database({dsn, 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        QSignalSpy states(&database, &ConnectionMonitor::stateChanged);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Refused);
        QCOMPARE(database.lastFailure().kind, FailureKind::SchemaMissing);
        QVERIFY(m_cluster.run(dsn, u"ALTER SCHEMA hidden RENAME TO scrip"_s));
        database.retry();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
    }

    void unusableTargetIsRefused()
    {
        Database database({u"host=x password=secret"_s, 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Refused);
        QCOMPARE(database.lastFailure().kind, FailureKind::Usage);
        QVERIFY(!database.lastFailure().message.contains(u"secret"_s));
        QCOMPARE(awaited(database.stores().events->page({})).failure().kind, FailureKind::Usage);
    }

    void saysThatAPasswordIsMissing()
    {
        const QString dsn = m_cluster.dsnAs(u"paula"_s, m_cluster.dsn(), u"IN ROLE scrip_staff"_s);
        QFile file(ConnInfo::parse(dsn)->effective(u"passfile"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        OpenOptions options;
        options.target = dsn.section(u" passfile="_s, 0, 0) + u" passfile=/nowhere"_s;
        options.program = u"test"_s;
        for (const QString &password : {QString(), u"hush-hush"_s}) {
            options.password = password;
            Database database(options, nullptr, WriteJournal(m_journal.path()));
            database.open();
            QTRY_COMPARE(database.state(), ConnectionState::Refused);
            QCOMPARE(database.lastFailure().field, u"password"_s);
            QVERIFY(!database.lastFailure().message.contains(u"hush"_s));
        }
        options.password = QString::fromUtf8(file.readAll()).trimmed().section(u':', 4);
        Database database(options, nullptr, WriteJournal(m_journal.path()));
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        QVERIFY(database.session().has(u"staff"_s));
    }

    void anotherFailureIsNoPassword()
    {
        Database database({u"host=/nowhere"_s, 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Refused);
        QVERIFY(database.lastFailure().field.isEmpty());
    }

    void productionLocksAgainByItself()
    {
        Database database({m_cluster.freshDatabase(), 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        database.setWatching(true);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        Administration &administration = *database.stores().administration;
        VERIFY_OK(awaited(administration.setSetting(u"environment"_s, u"production"_s, {newKey(), {}, u"test"_s})));
        QTRY_VERIFY(database.session().locked);
        const auto create = [&database] {
            return awaited(database.stores().events->create(usableDraft(u"Devcon"_s), {newKey(), {}, {}}));
        };
        QCOMPARE(refusal(create()), u"read_only"_s);

        VERIFY_OK(awaited(administration.unlock(4, {newKey(), {}, u"a test"_s})));
        database.retry();
        QTRY_VERIFY(!database.session().locked);
        VERIFY_OK(create());
        database.setWatching(false); // nobody asks any more: it is known without
        QTRY_VERIFY(database.session().locked);
        QVERIFY(!database.session().unlockedUntil.isValid());
        // We may know it some milliseconds before the database's clock is there.
        QTRY_COMPARE(refusal(create()), u"read_only"_s);

        database.setWatching(true);
        VERIFY_OK(awaited(administration.unlock(600, {newKey(), {}, u"a test"_s})));
        database.retry();
        QTRY_VERIFY(!database.session().locked);
        VERIFY_OK(awaited(administration.lock({newKey(), {}, {}})));
        database.retry();
        QTRY_VERIFY(database.session().locked);
    }

    void tellsWhatOthersDo()
    {
        Database database({m_cluster.dsn(), 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        database.setWatching(true);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        QSignalSpy changes(&database, &ConnectionMonitor::changed);
        StoreFixture other(m_cluster.dsn());
        const EventId id = other.createEvent(u"Elsewhere"_s)->object.id;
        QTRY_VERIFY(!changes.isEmpty());
        const auto change = changes.first().first().value<Change>();
        QVERIFY(!change.everything);
        QVERIFY(change.kinds.contains(u"event"_s));
        QVERIFY(change.ids.contains(id.toText()));
    }

    void tellsOfClaimsOfTheBackend()
    {
        Database database({m_cluster.dsn(), 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        StoreFixture other(m_cluster.dsn());
        QVERIFY(other.createEvent(u"Claimed"_s).ok());
        database.setWatching(true);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        QSignalSpy changes(&database, &ConnectionMonitor::changed);
        QVERIFY(m_cluster.run(m_cluster.dsn(), u"UPDATE credit_events SET claim_count = claim_count + 1"_s));
        QTRY_VERIFY(!changes.isEmpty());
        QVERIFY(changes.first().first().value<Change>().kinds.contains(u"claims"_s));
    }

    void survivesARestartOfTheServer()
    {
        Database database({m_cluster.dsn(), 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        database.setWatching(true);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        QVERIFY(awaited(database.stores().events->counts()).ok());
        QSignalSpy changes(&database, &ConnectionMonitor::changed);
        QVERIFY(m_cluster.stop());
        QTRY_COMPARE_WITH_TIMEOUT(database.state(), ConnectionState::Lost, 10'000);
        QVERIFY(!database.lastFailure().message.isEmpty());
        QCOMPARE(awaited(database.stores().events->counts()).failure().kind, FailureKind::Connection);
        QVERIFY(m_cluster.start());
        QTRY_COMPARE_WITH_TIMEOUT(database.state(), ConnectionState::Connected, 10'000);
        QTRY_VERIFY(!changes.isEmpty());
        QVERIFY(changes.first().first().value<Change>().everything);
        QVERIFY(awaited(database.stores().events->counts()).ok());
    }

    void followsASettingIntoTheSession()
    {
        const QString dsn = m_cluster.freshDatabase();
        Database database({dsn, 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        database.setWatching(true);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        StoreFixture other(dsn);
        const auto set =
            awaited(other.administration().setSetting(u"default_prefix"_s, u"FEST"_s, {newKey(), {}, {}}));
        VERIFY_OK(set);
        QTRY_COMPARE(database.session().defaultPrefix, u"FEST"_s);
    }

    /// Also when a DBA takes it with plain SQL, which leaves no row in the audit.
    void followsRolesIntoTheSession()
    {
        const QString dsn = m_cluster.freshDatabase();
        const QString login = m_cluster.dsnAs(u"rosa"_s, dsn, u"IN ROLE scrip_staff, scrip_support"_s);
        Database database({login, 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        database.setWatching(true);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        QCOMPARE(database.session().roles, (QStringList{u"staff"_s, u"support"_s}));
        const QString name = database.session().login;
        QVERIFY(m_cluster.run(dsn, u"REVOKE scrip_staff FROM rosa"_s));
        QTRY_COMPARE(database.session().roles, QStringList(u"support"_s));
        StoreFixture admin(dsn);
        VERIFY_OK(awaited(admin.administration().revokeRole(u"rosa"_s, u"support"_s, {newKey(), {}, {}})));
        QTRY_COMPARE(database.session().roles, QStringList());
        // Who and where we are stays, and so does the connection.
        QCOMPARE(database.session().login, name);
        QCOMPARE(database.state(), ConnectionState::Connected);
        QSignalSpy changes(&database, &ConnectionMonitor::changed);
        VERIFY_OK(awaited(admin.administration().grantRole(u"rosa"_s, u"staff"_s, {newKey(), {}, {}})));
        database.retry();
        QTRY_COMPARE(database.session().roles, QStringList(u"staff"_s));
        QTRY_VERIFY(!changes.isEmpty());
        QVERIFY(changes.first().first().value<Change>().everything);
        QVERIFY(awaited(database.stores().events->page({})).ok());
    }

    void onlyReadsWhatANewerVersionMade()
    {
        const QString dsn = m_cluster.freshDatabase();
        QVERIFY(
            m_cluster.run(dsn, u"INSERT INTO scrip.migration (number, name, checksum) VALUES (9999, 'x', 'x')"_s));
        Database database({dsn, 15'000, u"test"_s}, nullptr, WriteJournal(m_journal.path()));
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        QVERIFY(database.session().locked);
        const auto created = awaited(database.stores().events->create(usableDraft(u"New"_s), {newKey(), {}, {}}));
        QCOMPARE(created.failure().kind, FailureKind::SchemaTooNew);
        QVERIFY(awaited(database.stores().events->page({})).ok());
    }

    void resolvesWhatAnEarlierRunLeft()
    {
        // What a client leaves that is killed between the note and the answer.
        const QString dsn = m_cluster.freshDatabase();
        const WriteJournal journal(m_journal.path());
        StoreFixture first(dsn);
        const EventId event = first.createEvent(u"Before"_s)->object.id;
        leaveBehind(journal, dsn,
                    WriteCall::of("scrip.create_event", {u"left-event"_s, {}, {}},
                                  toJson(usableDraft(u"Left"_s), EventFields::fromInt(0xFFFF))));
        MintRequest request;
        request.event = event;
        request.count = 25'000;
        leaveBehind(journal, dsn, MintJob::opening(request, {u"left-batch"_s, {}, {}}));

        Database database({dsn, 15'000, u"test"_s}, nullptr, journal);
        QSignalSpy resumed(&database, &Database::resumed);
        database.open();
        QTRY_COMPARE_WITH_TIMEOUT(resumed.size(), 1, 20'000);
        QCOMPARE(resumed.first().first().toInt(), 2);
        QVERIFY(journal.isEmpty());
        const auto batches = awaited(first.batches().page({event, {}, 200}));
        QCOMPARE(batches->items.size(), 1);
        QCOMPARE(batches->items.first().count, 25'000);
        QCOMPARE(batches->items.first().state, BatchState::Complete);
        QCOMPARE(awaited(first.events().counts())->all, 2);
    }

    void finishesAVoidOfManyThatWasLeft()
    {
        const QString dsn = m_cluster.freshDatabase();
        const WriteJournal journal(m_journal.path());
        QVERIFY(giveToMany(m_cluster, dsn, 25, 10)); // more than one call voids
        BulkVoid request;
        request.filter.status = GrantStatus::Active;
        request.expected = 250;
        leaveBehind(journal, dsn, BulkVoidJob::opening(request, {u"left-void"_s, {}, u"because"_s}));
        Database database({dsn, 15'000, u"test"_s}, nullptr, journal);
        QSignalSpy resumed(&database, &Database::resumed);
        database.open();
        QTRY_COMPARE_WITH_TIMEOUT(resumed.size(), 1, 60'000);
        QCOMPARE(resumed.first().first().toInt(), 1);
        QVERIFY(journal.isEmpty());
        QCOMPARE(m_cluster.value(dsn, u"SELECT count(*) FROM scrip.grant g WHERE g.state = 'voided'"_s), u"250"_s);
    }

    void leavesAloneWhatItCannotSendAgain()
    {
        const QString dsn = m_cluster.freshDatabase();
        QTemporaryDir folder;
        const WriteJournal journal(folder.path());
        leaveBehind(journal, dsn,
                    WriteCall::of("scrip.create_claim", {u"left-claim"_s, {}, {}}, EventId(QUuid::createUuid()),
                                  WithheldText{u"NEAR-ABCD"_s}, QJsonObject({{u"email"_s, u"ada@example.com"_s}}),
                                  QJsonObject()));
        leaveBehind(journal, dsn,
                    WriteCall::of("scrip.create_event", {u"left-event"_s, {}, {}},
                                  toJson(usableDraft(u"Left"_s), EventFields::fromInt(0xFFFF))));
        Database database({dsn, 15'000, u"test"_s}, nullptr, journal);
        QSignalSpy resumed(&database, &Database::resumed);
        QSignalSpy doubtful(&database, &Database::doubtful);
        database.open();
        QTRY_COMPARE_WITH_TIMEOUT(resumed.size(), 1, 20'000);
        QCOMPARE(resumed.first().first().toInt(), 1);
        QTRY_COMPARE(doubtful.size(), 1);
        const auto told = doubtful.first().first().value<QList<DoubtfulWrite>>();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().action, u"create_claim"_s);
        QCOMPARE(told.first().subject, u"ada@example.com"_s);
        QCOMPARE(told.first().key, u"left-claim"_s);
        QVERIFY(qAbs(told.first().at.secsTo(QDateTime::currentDateTimeUtc())) < 3600);
        Connection connection(*ConnInfo::parse(dsn), u"test"_s);
        VERIFY_OK(connection.open());
        auto left = journal.pending(identify(connection)->digest());
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first()->call().key, u"left-claim"_s);
        left.clear(); // whoever holds a note keeps it

        database.forget({u"another"_s});
        database.forget({u"left-claim"_s});
        QTRY_VERIFY(journal.isEmpty());
    }

private:
    static void leaveBehind(const WriteJournal &journal, const QString &dsn, const WriteCall &call)
    {
        Connection connection(*ConnInfo::parse(dsn), u"test"_s);
        QVERIFY(connection.open().ok());
        QVERIFY(journal.note(identify(connection)->digest(), call).ok());
    }

    PrivateCluster m_cluster;
    QTemporaryDir m_journal;
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
