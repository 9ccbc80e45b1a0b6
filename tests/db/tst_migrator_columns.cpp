// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/migrator_session.h"
#include "db/private_cluster.h"
#include "db/sql_bundle.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

using Session = std::shared_ptr<MigratorSession>;

struct Column
{
    QString table;
    QString name;
    QString type;
    QString preset; ///< The expression of its default; empty: none.

    [[nodiscard]] QString path() const { return table + u'.' + name; }
};

/// Foreign keys and the default tie columns of the backend to each other; its own migration would take them off too.
QString loosen(const Column &column)
{
    return u"DO $$ DECLARE c record; BEGIN "
           "FOR c IN SELECT conname, conrelid::regclass AS t FROM pg_constraint WHERE contype = 'f' "
           "LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.conname); END LOOP; END $$;"
           "ALTER TABLE public.%1 ALTER COLUMN %2 DROP DEFAULT"_s.arg(column.table, column.name);
}

QString alter(const Column &column)
{
    const QString type = column.type == "text"_L1 ? u"varchar(999)"_s : u"text"_s;
    const QString head = u"ALTER TABLE public.%1 ALTER COLUMN %2 "_s.arg(column.table, column.name);
    const QString change = head + u"TYPE "_s + type;
    return column.preset.isEmpty()
               ? change
               : QString(change + u';' + head + u"SET DEFAULT ("_s + column.preset + u")::text"_s);
}

QString drop(const Column &column)
{
    return u"ALTER TABLE public.%1 DROP COLUMN %2"_s.arg(column.table, column.name);
}

/// How a statement ends inside the open transaction, which goes on as before it when it fails.
QString outcome(const Session &session, const QString &statement)
{
    if (!session->run(u"SAVEPOINT s"_s).ok())
        return u"no savepoint"_s;
    const Result<Done> done = session->run(statement);
    if (done.ok())
        return u"ok"_s;
    const QString said = done.failure().name + u' ' + done.failure().message;
    return session->run(u"ROLLBACK TO SAVEPOINT s"_s).ok() ? said : u"no rollback"_s;
}

/// What a call of one of our functions answers: "ok", "refused NAME WHAT", or the engine's error.
QString answer(const Session &session, const QString &call)
{
    const auto rows = session->rows(u"SELECT to_jsonb(x) ->> 'ok', to_jsonb(x) ->> 'name', to_jsonb(x) ->> 'field' "
                                    "FROM (SELECT %1) q (x)"_s.arg(call));
    if (!rows.ok())
        return u"refused "_s + rows.failure().name + u' ' + rows.failure().field;
    const MigratorSession::Row row = rows->value(0);
    return row.value(0) == "false"_L1 ? QString(u"refused "_s + row.value(1) + u' ' + row.value(2)) : u"ok"_s;
}

/// An answer that a person can do something about.
bool names(const QString &answer, const Column &column)
{
    return answer == "ok"_L1 || (answer.startsWith("refused missing_table"_L1) && answer.contains(column.path()));
}

QStringList calls()
{
    return {
        u"scrip.events('{}', NULL, 10)"_s,
        u"scrip.event_counts()"_s,
        u"scrip.event((SELECT id FROM ids WHERE kind = 'event'))"_s,
        u"scrip.create_event(gen_random_uuid()::text, NULL, '{\"name\": \"New\", \"amount\": \"1\", "
        "\"credit_expires_at\": \"2099-01-01T00:00:00Z\"}')"_s,
        u"scrip.pause_event(gen_random_uuid()::text, NULL, (SELECT id FROM ids WHERE kind = 'event'), 'why not')"_s,
        u"scrip.batches('{}', NULL, 10)"_s,
        u"scrip.open_batch(gen_random_uuid()::text, NULL, (SELECT id FROM ids WHERE kind = 'event'), 5, '{}')"_s,
        u"scrip.mint_chunk('later', NULL, (SELECT id FROM ids WHERE kind = 'batch'), 0)"_s,
        u"(SELECT count(*) FROM scrip.codes())"_s,
        u"scrip.count_codes()"_s,
        u"scrip.code((SELECT id::text FROM ids WHERE kind = 'code'))"_s,
        u"scrip.disable_code(gen_random_uuid()::text, NULL, (SELECT id::text FROM ids WHERE kind = 'code'), 'lost')"_s,
        u"scrip.hello()"_s};
}

} // namespace

/// The backend migrates its tables whenever it likes, beside an installed Scrip: whatever it does to a column goes
/// through exactly as it would without Scrip, and Scrip then names what it misses instead of failing oddly.
class TestMigratorColumns : public QObject
{
    Q_OBJECT
private:
    QList<Column> columns() const;
    Session open(const QString &dsn) const;
    void checkChange(const Column &column, const QString &change);

    test::PrivateCluster m_cluster;
    Session m_plain; ///< A database with the billing tables alone, to compare with.
    Session m_installed;
    int m_went = 0;

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void everyColumnCanChange_data();
    void everyColumnCanChange();
    void everyColumnCanGo_data();
    void everyColumnCanGo();
    void mostChangesWentThrough();
    void everyTableCanGo();
    void nothingOfOursHangsOnBilling();
};

Session TestMigratorColumns::open(const QString &dsn) const
{
    const auto session = MigratorSession::open(dsn);
    if (!session.ok() || !(*session)->run(u"SET statement_timeout = '10s'"_s).ok())
        return nullptr;
    return *session;
}

void TestMigratorColumns::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    const QString plain = m_cluster.emptyDatabase();
    QVERIFY(m_cluster.run(plain, u"BEGIN;"_s +
                                     SqlBundle::forSchema(SqlBundle().text(u"sandbox/billing.sql"_s), u"public"_s) +
                                     u"COMMIT"_s));
    m_plain = open(plain);
    m_installed = open(m_cluster.freshDatabase());
    QVERIFY(m_plain && m_installed);
    // Kinds of objects whose ids the calls need; a batch that waits for its codes among them.
    QVERIFY(
        m_installed
            ->run(u"CREATE TEMP TABLE ids (kind text, id uuid);"
                  "INSERT INTO ids SELECT 'event', (scrip.create_event('e', NULL, '{\"name\": \"Event\", \"amount\": "
                  "\"25\", \"credit_expires_at\": \"2099-01-01T00:00:00Z\"}') #>> '{event,id}')::uuid;"
                  "SELECT scrip.open_batch('done', NULL, (SELECT id FROM ids), 3, '{}');"
                  "SELECT scrip.mint_chunk('done', NULL, (SELECT id FROM scrip.batch), 0);"
                  "INSERT INTO ids SELECT 'code', min(id::text)::uuid FROM scrip.code;"
                  "INSERT INTO ids SELECT 'batch', (scrip.open_batch('later', NULL, (SELECT id FROM ids WHERE kind = "
                  "'event'), 3, '{}') #>> '{batch,id}')::uuid"_s)
            .ok());
    const QStringList all = calls();
    for (const QString &call : all) {
        QVERIFY(m_installed->run(u"BEGIN"_s).ok());
        const QString before = answer(m_installed, call);
        m_installed->rollBack();
        QVERIFY2(before == u"ok"_s, qPrintable(QString(call + u": "_s + before)));
    }
}

QList<Column> TestMigratorColumns::columns() const
{
    QList<Column> columns;
    const auto rows =
        m_plain->rows(u"SELECT c.relname, a.attname, format_type(a.atttypid, NULL), "
                      "pg_get_expr(d.adbin, d.adrelid) FROM pg_class c "
                      "JOIN pg_attribute a ON a.attrelid = c.oid "
                      "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum "
                      "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 "
                      "ORDER BY 1, a.attnum"_s);
    if (rows.ok()) {
        for (const MigratorSession::Row &row : *rows)
            columns.append({row.at(0), row.at(1), row.at(2), row.at(3)});
    }
    return columns;
}

/// In one transaction each side, rolled back: as good as a copy of the database, and much quicker.
void TestMigratorColumns::checkChange(const Column &column, const QString &change)
{
    const QList<Session> both{m_plain, m_installed};
    QStringList outcomes;
    for (const Session &session : both) {
        QVERIFY(session->run(u"BEGIN; SET LOCAL lock_timeout = '2s'"_s).ok());
        const QString loosened = outcome(session, loosen(column));
        outcomes.append(loosened + u" / "_s + outcome(session, change));
    }
    QCOMPARE(outcomes.at(1), outcomes.at(0));
    if (outcomes.at(1) == "ok / ok"_L1) {
        ++m_went;
        const QStringList all = calls();
        for (const QString &call : all) {
            QVERIFY(m_installed->run(u"SAVEPOINT c"_s).ok());
            const QString said = answer(m_installed, call);
            QVERIFY2(names(said, column), qPrintable(QString(column.path() + u": "_s + call + u": "_s + said)));
            QVERIFY(m_installed->run(u"ROLLBACK TO SAVEPOINT c"_s).ok());
        }
        const auto needed =
            m_installed->rows(u"SELECT 1 FROM scrip.billing_needs() WHERE table_name = $1 AND column_name = $2"_s,
                              {column.table, column.name});
        const auto missing = m_installed->rows(
            u"SELECT 1 FROM jsonb_array_elements_text(scrip.doctor('schema') -> 'violations') v WHERE v = $1"_s,
            {column.path()});
        QVERIFY(needed.ok() && missing.ok());
        // A text may become another kind of text; whatever else changes in a column that Scrip needs is named.
        const bool harmless =
            change.contains(" TYPE "_L1) && (column.type == "text"_L1 || column.type == "character varying"_L1);
        QCOMPARE(!missing->isEmpty(), !needed->isEmpty() && !harmless);
    }
}

void TestMigratorColumns::cleanup()
{
    m_plain->rollBack();
    m_installed->rollBack();
}

void TestMigratorColumns::everyColumnCanChange_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("preset");
    const QList<Column> all = columns();
    for (const Column &column : all)
        QTest::newRow(qPrintable(column.path())) << column.table << column.name << column.type << column.preset;
}

void TestMigratorColumns::everyColumnCanChange()
{
    QFETCH(QString, table);
    QFETCH(QString, name);
    QFETCH(QString, type);
    QFETCH(QString, preset);
    const Column column{table, name, type, preset};
    checkChange(column, alter(column));
}

void TestMigratorColumns::everyColumnCanGo_data()
{
    everyColumnCanChange_data();
}

void TestMigratorColumns::everyColumnCanGo()
{
    QFETCH(QString, table);
    QFETCH(QString, name);
    const Column column{table, name, {}, {}};
    checkChange(column, drop(column));
}

void TestMigratorColumns::mostChangesWentThrough()
{
    const qsizetype tried = columns().size() * 2;
    QVERIFY(tried > 200);
    QVERIFY2(m_went > tried * 9 / 10, qPrintable(u"%1 of %2"_s.arg(m_went).arg(tried)));
}

void TestMigratorColumns::everyTableCanGo()
{
    QVERIFY(m_installed->run(u"BEGIN"_s).ok());
    const auto counted = u"SELECT count(*) FROM pg_depend d WHERE d.refclassid = 'pg_namespace'::regclass "
                         "AND d.refobjid IN ('scrip'::regnamespace, 'scrip_vault'::regnamespace)"_s;
    const auto before = m_installed->rows(counted);
    const auto tables = m_installed->rows(u"SELECT relname FROM pg_class WHERE relkind = 'r' "
                                          "AND relnamespace = 'public'::regnamespace"_s);
    QVERIFY(before.ok() && tables.ok());
    for (const MigratorSession::Row &row : *tables)
        QVERIFY(m_installed->run(u"DROP TABLE public.%1 CASCADE"_s.arg(row.at(0))).ok());
    const auto after = m_installed->rows(counted);
    QVERIFY(after.ok());
    QCOMPARE(after->first(), before->first());
    QCOMPARE(answer(m_installed, u"scrip.events()"_s).section(u' ', 0, 1), u"refused missing_table"_s);
}

void TestMigratorColumns::nothingOfOursHangsOnBilling()
{
    // Whatever the catalogue has that leads from an object of ours to a billing table, in either direction.
    const auto hanging = m_installed->rows(
        u"SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM pg_depend d JOIN pg_class c "
        "ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND c.relnamespace = 'public'::regnamespace "
        "WHERE pg_describe_object(d.classid, d.objid, d.objsubid) ~ 'scrip'"_s);
    QVERIFY(hanging.ok());
    QCOMPARE(hanging->size(), 0);
    const auto triggers = m_installed->rows(u"SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                                            "WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal "
                                            "AND tgfoid::regproc::text LIKE 'scrip%'"_s);
    QVERIFY(triggers.ok());
    QCOMPARE(triggers->size(), 0);
}

QTEST_GUILESS_MAIN(TestMigratorColumns)
#include "tst_migrator_columns.moc"
