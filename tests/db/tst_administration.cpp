// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Settings, roles, audit and the doctor against a real server.
class AdministrationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_dsn = m_cluster.dsn();
        m_fixture = std::make_unique<StoreFixture>(m_dsn);
        VERIFY_OK(m_fixture->open());
    }

    void tellsTheSession()
    {
        const auto session = awaited(admin().session());
        VERIFY_OK(session);
        QVERIFY(session->has(u"admin"_s));
        QVERIFY(session->now.isValid());
        QVERIFY(!session->inRecovery);
        QCOMPARE(session->meteringCurrency.code(), u"USD"_s);
    }

    void setsAndResetsASetting()
    {
        const auto set = awaited(admin().setSetting(u"issuer"_s, u"NEAR AI"_s, context()));
        VERIFY_OK(set);
        QCOMPARE(set->object.value, u"NEAR AI"_s);
        QVERIFY(set->object.updatedAt.isValid());
        QCOMPARE(awaited(admin().setting(u"issuer"_s))->value, u"NEAR AI"_s);
        QCOMPARE(awaited(admin().setSetting(u"issuer"_s, {}, context()))->object.value, QString());
        QVERIFY(awaited(admin().settings())->size() > 4);
        QCOMPARE(refusal(awaited(admin().setting(u"nothing"_s))), u"not_found"_s);
        QCOMPARE(refusal(awaited(admin().setSetting(u"environment"_s, u"moon"_s, context()))), u"invalid_setting"_s);
    }

    void grantsAndRevokes()
    {
        QVERIFY(!m_cluster.dsnAs(u"anna"_s, m_dsn).isEmpty());
        const WriteContext once = context();
        const auto granted = awaited(admin().grantRole(u"anna"_s, u"staff"_s, once));
        VERIFY_OK(granted);
        QCOMPARE(granted->object.roles, QStringList{u"staff"_s});
        QVERIFY(!granted->replayed && !granted->object.superuser);
        QVERIFY(awaited(admin().grantRole(u"anna"_s, u"staff"_s, once))->replayed);
        // The login of the sandbox itself is a superuser, and told as one by each of them.
        const auto own = awaited(admin().grantRole(Cluster::superuser(), u"staff"_s, context()));
        VERIFY_OK(own);
        QVERIFY(own->object.superuser);
        QVERIFY(awaited(admin().revokeRole(Cluster::superuser(), u"staff"_s, context()))->object.superuser);
        const auto all = awaited(admin().roles());
        VERIFY_OK(all);
        QVERIFY(std::any_of(all->begin(), all->end(), [](const LoginRoles &l) { return l.login == u"anna"_s; }));
        QVERIFY(awaited(admin().revokeRole(u"anna"_s, u"staff"_s, context()))->object.roles.isEmpty());
        QCOMPARE(refusal(awaited(admin().grantRole(u"nobody-at-all"_s, u"staff"_s, context()))), u"not_found"_s);
    }

    void readsTheAudit()
    {
        const auto event = m_fixture->createEvent(u"Audited"_s);
        const auto page = awaited(admin().audit({u"event:"_s + event->object.id.toText(), {}, {}, {}, {}, 10}));
        VERIFY_OK(page);
        QCOMPARE(page->items.size(), 1);
        QCOMPARE(page->items.first().action, u"create_event"_s);
        QVERIFY(page->items.first().at.isValid());
        AuditQuery query;
        query.limit = 1;
        const auto first = awaited(admin().audit(query));
        query.after = first->next;
        QVERIFY(awaited(admin().audit(query))->items.first().id < first->items.first().id);
        query.after = u"zzz"_s;
        QCOMPARE(refusal(awaited(admin().audit(query))), u"usage"_s);
        query = {};
        query.to = QDateTime(QDate(2001, 1, 1), QTime(0, 0), Qt::UTC);
        QVERIFY(awaited(admin().audit(query))->items.isEmpty());
        query = {};
        query.actor = u"nobody"_s;
        QVERIFY(awaited(admin().audit(query))->items.isEmpty());
    }

    void verifiesTheAuditAndNamesTheBadRow()
    {
        const QString dsn = m_cluster.freshDatabase();
        StoreFixture own(dsn);
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(own.createEvent(u"Row %1"_s.arg(i)));
        const auto good = awaited(own.administration().verifyAudit({}));
        VERIFY_OK(good);
        QVERIFY(good->ok);
        QCOMPARE(good->rows, 3);
        QVERIFY(m_cluster.run(dsn, u"SET session_replication_role = replica; ALTER TABLE scrip_vault.audit DISABLE "
                                   "TRIGGER ALL; UPDATE scrip_vault.audit SET login = 'mallory' WHERE id = (SELECT "
                                   "max(id) - 1 FROM scrip_vault.audit)"_s));
        const auto bad = awaited(own.administration().verifyAudit({}));
        QVERIFY(!bad->ok);
        QVERIFY(bad->firstBad.isObject());
    }

    void comparesTheAuditWithAnAnchor()
    {
        const QString dsn = m_cluster.freshDatabase();
        StoreFixture own(dsn);
        Administration &audit = own.administration();
        VERIFY_OK(own.createEvent(u"Sealed"_s));
        QVERIFY(m_cluster.run(dsn, u"SELECT scrip.seal_audit()"_s));
        const auto anchor = awaited(audit.auditAnchor());
        VERIFY_OK(anchor);
        QCOMPARE(anchor->rows, 1);
        QCOMPARE(anchor->root.size(), 64);
        QCOMPARE(readAnchor(QJsonDocument(toJson(*anchor)).toJson()), std::optional(*anchor));
        VERIFY_OK(own.createEvent(u"Open"_s));
        const auto good = awaited(audit.verifyAudit(*anchor));
        VERIFY_OK(good);
        QVERIFY2(good->ok, QJsonDocument(good->firstBad.toObject()).toJson().constData());
        QCOMPARE(good->rows, 2);
        QCOMPARE(good->seals, 1);
        QCOMPARE(good->unsealed, 1);
        AuditAnchor other = *anchor;
        other.root.replace(0, 2, other.root.startsWith(u"00"_s) ? u"11"_s : u"00"_s);
        const auto bad = awaited(audit.verifyAudit(other));
        QVERIFY(!bad->ok);
        QCOMPARE(bad->firstBad["kind"_L1].toString(), u"anchor"_s);
        QCOMPARE(bad->rows, 2);
        other.root = u"x"_s;
        QCOMPARE(refusal(awaited(audit.verifyAudit(other))), u"invalid_body"_s);
    }

    void examines()
    {
        const auto diagnosis = awaited(admin().diagnose(false));
        VERIFY_OK(diagnosis);
        QVERIFY(diagnosis->checks.size() >= 7);
        for (const Check &check : diagnosis->checks)
            QVERIFY2(check.ok || check.severity == u"warn"_s, qPrintable(check.name + u": "_s + check.detail));
        QVERIFY(diagnosis->ok);
        VERIFY_OK(awaited(admin().diagnose(true)));
    }

    void tellsAnotherVersionOfTheSchema_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("newer")
            << u"INSERT INTO scrip.migration (number, name, checksum) VALUES (9000, '9000_far', 'x')"_s
            << u"newer version of Scrip"_s;
        QTest::newRow("older")
            << u"DELETE FROM scrip.migration WHERE number = (SELECT max(number) FROM scrip.migration)"_s
            << u"scrip migrate"_s;
    }

    void tellsAnotherVersionOfTheSchema()
    {
        QFETCH(QString, change);
        QFETCH(QString, wanted);
        const QString dsn = m_cluster.freshDatabase();
        StoreFixture own(dsn);
        const auto before = awaited(own.administration().diagnose(true));
        VERIFY_OK(before);
        QVERIFY(before->ok);
        QVERIFY(m_cluster.run(dsn, change)); // while the session is open
        const auto after = awaited(own.administration().diagnose(true));
        VERIFY_OK(after);
        QVERIFY(!after->ok);
        const Check &schema = after->checks.first();
        QCOMPARE(schema.name, u"schema"_s);
        QCOMPARE(schema.severity, u"error"_s);
        QVERIFY(!schema.ok);
        QVERIFY2(schema.violations.first().startsWith(u"version "_s), qPrintable(schema.violations.first()));
        QVERIFY2(schema.detail.contains(wanted), qPrintable(schema.detail));
    }

    void holdsTheFunctionsAgainstItsOwn_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("changed") << u"CREATE OR REPLACE FUNCTION scrip.need(VARIADIC p_roles text[]) RETURNS void "
                                    "LANGUAGE plpgsql STABLE AS 'BEGIN END'"_s
                                 << u"scrip.need(text[])"_s;
        QTest::newRow("with the rights of its owner")
            << u"ALTER FUNCTION scrip.refuse SECURITY DEFINER"_s << u"scrip.refuse(text,text,text,jsonb)"_s;
        QTest::newRow("put in") << u"CREATE FUNCTION scrip.back_door() RETURNS integer LANGUAGE sql AS 'SELECT 1'"_s
                                << u"scrip.back_door()"_s;
        QTest::newRow("gone") << u"DROP FUNCTION scrip.lock(text, text)"_s << u"scrip.lock"_s;
        QTest::newRow("the guard")
            << u"CREATE OR REPLACE FUNCTION scrip_vault.deny() RETURNS trigger LANGUAGE plpgsql "
               "AS 'BEGIN RETURN coalesce(NEW, OLD); END'"_s
            << u"scrip_vault.deny()"_s;
        QTest::newRow("sums")
            << u"CREATE FUNCTION public.less(bigint, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT "
               "0::bigint'; CREATE OR REPLACE AGGREGATE scrip.total(bigint) (SFUNC = public.less, "
               "STYPE = bigint, PARALLEL = SAFE)"_s
            << u"scrip.total(bigint)"_s;
        QTest::newRow("the check itself")
            << u"CREATE OR REPLACE FUNCTION scrip.doctor_functions() RETURNS jsonb LANGUAGE sql AS $$SELECT "
               "scrip.finding('functions', 'error', 1, NULL, '')$$"_s
            << u"scrip.doctor_functions()"_s;
    }

    /// Whoever changes a function can change what the database noted of it as well.
    void holdsTheFunctionsAgainstItsOwn()
    {
        QFETCH(QString, change);
        QFETCH(QString, wanted);
        const QString dsn = m_cluster.freshDatabase();
        QVERIFY(m_cluster.run(
            dsn, change + u"; DELETE FROM scrip.function_source; INSERT INTO scrip.function_source SELECT "
                          "p.oid::regprocedure::text, scrip.function_checksum(p.oid) FROM pg_proc p WHERE "
                          "p.pronamespace IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace)"_s));
        StoreFixture own(dsn);
        const auto diagnosis = awaited(own.administration().diagnose(true));
        VERIFY_OK(diagnosis);
        QVERIFY(!diagnosis->ok);
        for (const Check &check : diagnosis->checks) {
            if (check.name == u"functions"_s)
                QCOMPARE(check.violations, QStringList{wanted});
        }
    }

    void supportMayLookAtLittle()
    {
        StoreFixture support(m_cluster.dsnAs(u"sam"_s, m_dsn, u"IN ROLE scrip_support"_s));
        VERIFY_OK(support.open());
        VERIFY_OK(awaited(support.administration().session()));
        QCOMPARE(refusal(awaited(support.administration().audit({}))), u"not_permitted"_s);
        QCOMPARE(refusal(awaited(support.administration().diagnose(true))), u"not_permitted"_s);
        QCOMPARE(refusal(awaited(support.codes().page({}))), u"not_permitted"_s);
    }

private:
    [[nodiscard]] Administration &admin() const { return m_fixture->administration(); }
    static WriteContext context() { return {newKey(), {}, {}}; }

    PrivateCluster m_cluster;
    QString m_dsn;
    std::unique_ptr<StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(AdministrationTest)
#include "tst_administration.moc"
