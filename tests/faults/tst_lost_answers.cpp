// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cutting_proxy.h"
#include "db/store_fixture.h"
#include "faults/load_world.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Every write of money whose line is cut in every place: the same key resolves it, to what it did the first time.
class LostAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_dsn = m_cluster.freshDatabase();
        QVERIFY(prepareLoad(m_cluster, m_dsn, 1, 100));
    }

    void sameKeyResolvesIt_data()
    {
        QTest::addColumn<QByteArray>("function");
        QTest::addColumn<int>("cut");
        const QByteArrayList functions{"scrip.create_claim", "scrip.create_grant",  "scrip.void_grant",
                                       "scrip.claw_back",    "scrip.void_matching", "scrip.set_payment",
                                       "scrip.release_claim"};
        for (const QByteArray &function : functions) {
            QTest::addRow("%s before", function.constData()) << function << int(Cut::BeforeSending);
            QTest::addRow("%s at once after", function.constData()) << function << int(Cut::AfterSending);
            QTest::addRow("%s in the answer", function.constData()) << function << int(Cut::MidAnswer);
            QTest::addRow("%s before the end of the answer", function.constData())
                << function << int(Cut::BeforeReady);
            QTest::addRow("%s after the answer", function.constData()) << function << int(Cut::AfterAnswer);
        }
    }

    void sameKeyResolvesIt()
    {
        QFETCH(const QByteArray, function);
        QFETCH(const int, cut);
        std::atomic<int> cuts = 2; // the retry is cut as well
        CuttingProxy proxy(socketOf(m_dsn), [&](const QByteArray &message) {
            return message.contains(function) && cuts-- > 0 ? Cut(cut) : Cut::Nowhere;
        });
        QTemporaryDir folder;
        const Writer writer(WriteJournal(folder.path()), 15'000);
        Connection connection(*ConnInfo::parse(proxy.through(m_dsn)), u"test"_s);
        VERIFY_OK(connection.open());
        const WriteCall call = prepared(function);
        const QString before = counts();
        const Result<QJsonObject> answer = writer.call(connection, call);
        VERIFY_OK(answer);
        // After a whole answer nothing is in doubt, and the line is missed by the next call only.
        QCOMPARE(proxy.cuts(), cut == int(Cut::AfterAnswer) ? 1 : 2);
        QVERIFY(writer.journal().isEmpty());
        QCOMPARE(
            m_cluster.value(m_dsn, u"SELECT count(*) FROM scrip_vault.idem_result WHERE key = '%1'"_s.arg(call.key)),
            u"1"_s);
        // Once more, over a good line.
        Connection direct(*ConnInfo::parse(m_dsn), u"test"_s);
        VERIFY_OK(direct.open());
        const QString after = counts();
        const Result<QJsonObject> again = writer.call(direct, call);
        VERIFY_OK(again);
        QCOMPARE((*again)["replayed"_L1].toBool(), true);
        QCOMPARE(without(*again), without(*answer));
        QVERIFY(after != before);
        QCOMPARE(counts(), after);
        QCOMPARE(m_cluster.value(m_dsn, u"SELECT string_agg(what || ' ' || id, ', ') FROM spec.wrong"_s), QString());
    }

    void workInFlightIsWaitedFor_data()
    {
        QTest::addColumn<QByteArray>("function");
        for (const char *function :
             {"scrip.create_claim", "scrip.void_grant", "scrip.claw_back", "scrip.release_claim"})
            QTest::newRow(function) << QByteArray(function);
    }

    /// The line is cut while the server is at it: to read the key says nothing, though the work is committed later.
    /// To call again does: it waits for the first call, and answers what that did.
    void workInFlightIsWaitedFor()
    {
        QFETCH(const QByteArray, function);
        const WriteCall call = prepared(function);
        const SlowAnswer slow(m_cluster, m_dsn, call.key);
        QStringList met;
        CuttingProxy proxy(socketOf(m_dsn), [&](const QByteArray &message) {
            if (!message.contains(function))
                return Cut::Nowhere;
            met << keyOf(call);
            return met.size() == 1 ? Cut::WhileWorking : Cut::Nowhere;
        });
        QTemporaryDir folder;
        const Writer writer(WriteJournal(folder.path()), 15'000);
        Connection connection(*ConnInfo::parse(proxy.through(m_dsn)), u"test"_s);
        VERIFY_OK(connection.open());
        const QString before = counts();
        QElapsedTimer watch;
        watch.start();
        const Result<QJsonObject> answer = writer.call(connection, call);
        VERIFY_OK(answer);
        QVERIFY(watch.elapsed() >= SlowAnswer::seconds * 1000);
        QCOMPARE(proxy.cuts(), 1);
        // As the second call was sent, the first was still at work, and of the key there was nothing to read.
        QCOMPARE(met, (QStringList{u"at work 0, stored 0"_s, u"at work 1, stored 0"_s}));
        QCOMPARE(keyOf(call), u"at work 0, stored 1"_s);
        QCOMPARE((*answer)["replayed"_L1].toBool(), true);
        QVERIFY(counts() != before);
        QVERIFY(writer.journal().isEmpty());
        QCOMPARE(m_cluster.value(m_dsn, u"SELECT string_agg(what, ', ') FROM spec.doubled WHERE times > 0"_s),
                 QString());
        QCOMPARE(m_cluster.value(m_dsn, u"SELECT string_agg(what || ' ' || id, ', ') FROM spec.wrong"_s), QString());
    }

    /// Many calls on lines that are cut at random; nothing is lost or done twice.
    void randomCutsLoseAndDoubleNothing()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        std::mutex mutex;
        CuttingProxy proxy(socketOf(m_dsn), [&](const QByteArray &message) {
            const std::lock_guard lock(mutex);
            return message.contains("create_claim") && random.bounded(3) > 0 ? Cut(random.bounded(1, 6))
                                                                             : Cut::Nowhere;
        });
        QTemporaryDir folder;
        const Writer writer(WriteJournal(folder.path()), 15'000);
        Connection connection(*ConnInfo::parse(proxy.through(m_dsn)), u"test"_s);
        VERIFY_OK(connection.open());
        QSet<QString> claims;
        constexpr int calls = 40;
        for (int i = 0; i < calls; ++i) {
            const Result<QJsonObject> answer = writer.call(connection, claimCall());
            VERIFY_OK(answer);
            claims << (*answer)["claim"_L1]["id"_L1].toString();
        }
        QVERIFY(proxy.cuts() > calls / 2);
        qInfo("%d cuts", proxy.cuts());
        QCOMPARE(claims.size(), calls);
        QCOMPARE(m_cluster.value(m_dsn, u"SELECT count(*) FROM credit_claims WHERE id = ANY ('{%1}')"_s.arg(
                                            QStringList(claims.begin(), claims.end()).join(u','))),
                 QString::number(calls));
        QCOMPARE(m_cluster.value(m_dsn, u"SELECT string_agg(what, ', ') FROM spec.doubled WHERE times > 0"_s),
                 QString());
        QCOMPARE(m_cluster.value(m_dsn, u"SELECT string_agg(what || ' ' || id, ', ') FROM spec.wrong"_s), QString());
    }

private:
    using Cut = CuttingProxy::Cut;

    /// As long as it lives, the answer to a key comes two seconds late: its result is stored, and not committed.
    class SlowAnswer
    {
    public:
        static constexpr int seconds = 2;

        SlowAnswer(const PrivateCluster &cluster, const QString &dsn, const QString &key)
            : m_cluster(cluster)
            , m_dsn(dsn)
        {
            m_cluster.run(m_dsn,
                          u"CREATE OR REPLACE FUNCTION spec.slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                          "PERFORM pg_catalog.pg_sleep(%1); RETURN NULL; END $$; CREATE TRIGGER slow AFTER INSERT ON "
                          "scrip_vault.idem_result FOR EACH ROW WHEN (NEW.key = '%2') EXECUTE FUNCTION spec.slow()"_s
                              .arg(seconds)
                              .arg(key));
        }
        ~SlowAnswer() { m_cluster.run(m_dsn, u"DROP TRIGGER slow ON scrip_vault.idem_result"_s); }
        Q_DISABLE_COPY_MOVE(SlowAnswer)

    private:
        const PrivateCluster &m_cluster;
        QString m_dsn;
    };

    /// What somebody else can see of a call: whether it is at work, and what is stored under its key.
    [[nodiscard]] QString keyOf(const WriteCall &call) const
    {
        return m_cluster.value(
            m_dsn, u"SELECT format('at work %s, stored %s', (SELECT count(*) FROM pg_stat_activity WHERE datname = "
                   "current_database() AND wait_event = 'PgSleep'), (SELECT count(*) FROM scrip_vault.idem_key k "
                   "LEFT JOIN scrip_vault.idem_result r USING (login, key) WHERE k.key = '%1'))"_s.arg(call.key));
    }

    [[nodiscard]] QString socketOf(const QString &dsn) const
    {
        const ConnInfo info = *ConnInfo::parse(dsn);
        return info.effective(u"host"_s) + u"/.s.PGSQL."_s + info.effective(u"port"_s);
    }

    static QJsonObject without(QJsonObject answer)
    {
        answer.remove(u"replayed"_s);
        return answer;
    }

    /// Everything that a write leaves somewhere.
    [[nodiscard]] QString counts() const
    {
        return m_cluster.value(
            m_dsn,
            u"SELECT concat_ws(' ', (SELECT count(*) FROM scrip_vault.idem_key), (SELECT count(*) FROM "
            "scrip_vault.entry), (SELECT count(*) FROM scrip_vault.audit), (SELECT count(*) FROM "
            "organization_limits_history), (SELECT count(*) FROM credit_claims), (SELECT count(*) FROM api_keys))"_s);
    }

    /// The next claim that nobody made yet.
    WriteCall claimCall()
    {
        const QStringList place =
            m_cluster
                .value(m_dsn,
                       u"SELECT event || ' ' || code || ' ' || person FROM spec.load WHERE n = %1"_s.arg(++m_claims))
                .split(u' ');
        const QJsonObject key{{u"hash"_s, QString::number(m_claims).rightJustified(64, u'0')},
                              {u"prefix"_s, u"sk-0000000"_s}};
        return WriteCall::of("scrip.create_claim", WriteContext{newKey(), {}, {}}, EventId::fromText(place.value(0)),
                             place.value(1), QJsonObject{{u"user"_s, place.value(2)}}, key);
    }

    ClaimId newClaim()
    {
        QTemporaryDir folder;
        Connection connection(*ConnInfo::parse(m_dsn), u"test"_s);
        const auto made = connection.open().ok()
                              ? Writer(WriteJournal(folder.path()), 15'000).call(connection, claimCall())
                              : Result<QJsonObject>();
        return made ? ClaimId::fromText((*made)["claim"_L1]["id"_L1].toString()) : ClaimId();
    }

    GrantId newGrant(const QString &funding = u"none"_s)
    {
        const QString made = m_cluster.value(
            m_dsn, u"SELECT scrip.create_grant('%1', NULL, (SELECT id FROM organizations WHERE name = 'Load 1'), "
                   "'{\"amount\": \"5\", \"funding\": \"%2\"}', 'test') #>> '{grant,id}'"_s.arg(newKey(), funding));
        return GrantId::fromText(made);
    }

    /// A call of that function that can be done, with what it needs.
    WriteCall prepared(const QByteArray &function)
    {
        const WriteContext context{newKey(), {}, {}};
        const OrganizationId organization =
            OrganizationId::fromText(m_cluster.value(m_dsn, u"SELECT id FROM organizations WHERE name = 'Load 1'"_s));
        if (function == "scrip.create_claim")
            return claimCall();
        if (function == "scrip.create_grant")
            return WriteCall::of("scrip.create_grant", context, organization, QJsonObject{{u"amount"_s, u"5"_s}},
                                 u"test"_s);
        if (function == "scrip.void_grant")
            return WriteCall::of("scrip.void_grant", context, newGrant(), u"test"_s);
        if (function == "scrip.claw_back")
            return WriteCall::of("scrip.claw_back", context, newGrant(), u"2"_s, u"test"_s);
        if (function == "scrip.release_claim")
            return WriteCall::of("scrip.release_claim", context, newClaim(), u"test"_s, false, false);
        if (function == "scrip.set_payment")
            return WriteCall::of("scrip.set_payment", context, newGrant(u"invoice"_s), u"settled"_s, QString());
        (void)newGrant();
        const QJsonObject filter{{u"organization"_s, organization.toText()}, {u"status"_s, u"active"_s}};
        const int count =
            m_cluster
                .value(m_dsn, u"SELECT scrip.preview_void_matching('{\"organization\": \"%1\", \"status\": "
                              "\"active\"}') ->> 'count'"_s.arg(organization.toText()))
                .toInt();
        return WriteCall::of("scrip.void_matching", context, filter, u"test"_s, count, 0);
    }

    PrivateCluster m_cluster;
    QString m_dsn;
    int m_claims = 0;
};

QTEST_GUILESS_MAIN(LostAnswersTest)
#include "tst_lost_answers.moc"
