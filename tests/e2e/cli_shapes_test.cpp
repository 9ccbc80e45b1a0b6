// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// The fields that scripts rely on, of each noun.
class CliShapesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void objects_data();
    void objects();
    void lists_data();
    void lists();
    void pagesJoinUp_data();
    void pagesJoinUp();
    void eventLife();
    void staleEdits();
    void sandboxTools();
    void migrations();
    void completionLoads();
    void people();

private:
    [[nodiscard]] QStringList filled(const QString &words) const
    {
        QStringList arguments = words.split(u' ');
        arguments.replaceInStrings(u"EVENT"_s, m_event);
        arguments.replaceInStrings(u"BATCH"_s, m_batch);
        return arguments;
    }

    SandboxProcess m_scrip;
    QString m_event;
    QString m_batch;
};

void CliShapesTest::initTestCase()
{
    m_event =
        m_scrip.call("event create --name S --amount 12.5 --credit-expires 2030-01-01").object()["id"_L1].toString();
    m_batch = m_scrip.call({u"code"_s, u"generate"_s, u"--event"_s, m_event, u"--count"_s, u"25"_s})
                  .object()["batch"_L1]
                  .toObject()["id"_L1]
                  .toString();
    QVERIFY(!m_batch.isEmpty());
}

void CliShapesTest::objects_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("fields");
    QTest::newRow("event")
        << u"event show EVENT"_s
        << u"id name description amount currency max_claims claim_count codes starts_at claim_deadline "
           "credit_expires_at time_zone status exposure version created_at created_by"_s;
    QTest::newRow("batch")
        << u"batch show BATCH"_s
        << u"id event_id number prefix requested count state note created_at created_by prints handed_over"_s;
    QTest::newRow("setting") << u"setting get time_zone"_s << u"name value"_s;
    QTest::newRow("doctor") << u"doctor"_s << u"ok checks"_s;
    QTest::newRow("audit verify") << u"audit verify"_s << u"ok rows seals unsealed first_bad"_s;
    QTest::newRow("migrate") << u"migrate --status"_s << u"version applied"_s;
    QTest::newRow("sandbox") << u"sandbox status"_s << u"dsn dir running version"_s;
}

void CliShapesTest::objects()
{
    QFETCH(QString, words);
    QFETCH(QString, fields);
    const ProgramCall call = m_scrip.call(filled(words));
    QVERIFY2(call.status == 0, call.told().constData());
    QVERIFY(call.err.isEmpty());
    for (const QString &field : fields.split(u' '))
        QVERIFY2(call.object().contains(field), qPrintable(field));
}

void CliShapesTest::lists_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("fields");
    QTest::newRow("events") << u"event list"_s << u"id name amount status version"_s;
    QTest::newRow("codes") << u"code list --event EVENT"_s
                           << u"id code state uses max_uses event_id batch_id serial claimed_by claimed_at"_s;
    QTest::newRow("batches") << u"batch list --event EVENT"_s << u"id event_id number count state"_s;
    QTest::newRow("audit") << u"audit list"_s << u"id at login as action object_kind object_id reason before after"_s;
    QTest::newRow("roles") << u"role list"_s << u"login roles"_s;
    QTest::newRow("settings") << u"setting list"_s << u"name value"_s;
    QTest::newRow("templates") << u"sheet templates"_s << u"id paper columns rows grade"_s;
}

void CliShapesTest::lists()
{
    QFETCH(QString, words);
    QFETCH(QString, fields);
    const ProgramCall call = m_scrip.call(filled(words));
    QVERIFY2(call.status == 0, call.told().constData());
    QVERIFY(call.object().contains(u"next"_s));
    const QJsonArray items = call.object()["items"_L1].toArray();
    QVERIFY(!items.isEmpty());
    for (const QString &field : fields.split(u' '))
        QVERIFY2(items.first().toObject().contains(field), qPrintable(field));
    QCOMPARE(m_scrip.call(filled(words) + QStringList{u"--table"_s}).status, 0);
}

void CliShapesTest::pagesJoinUp_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("key");
    QTest::newRow("codes") << u"code list --event EVENT"_s << u"id"_s;
    QTest::newRow("codes in plain") << u"code list --event EVENT --reveal"_s << u"code"_s;
    QTest::newRow("audit") << u"audit list"_s << u"id"_s;
    QTest::newRow("settings") << u"setting list"_s << u"name"_s;
    QTest::newRow("templates") << u"sheet templates"_s << u"id"_s;
}

void CliShapesTest::pagesJoinUp()
{
    QFETCH(QString, words);
    QFETCH(QString, key);
    QStringList paged;
    QString after;
    // At most the lines of everything: a cursor that stands still must not hang the test.
    for (int page = 0; page < 40; ++page) {
        QStringList arguments = filled(words) + QStringList{u"--limit"_s, u"7"_s};
        if (!after.isEmpty())
            arguments << u"--after"_s << after;
        const QJsonObject answer = m_scrip.call(arguments).object();
        for (const auto &item : answer["items"_L1].toArray())
            paged << item.toObject()[key].toVariant().toString();
        after = answer["next"_L1].toString();
        if (after.isEmpty())
            break;
    }
    QVERIFY(after.isEmpty());
    QCOMPARE(QSet<QString>(paged.begin(), paged.end()).size(), paged.size());
    // Revealing writes to the audit, so that one grows while it is read and is only compared with itself.
    if (words != u"audit list")
        QCOMPARE(m_scrip.call(filled(words) + QStringList{u"--all"_s}).out.trimmed().split('\n').size(),
                 paged.size());
}

void CliShapesTest::eventLife()
{
    const QString copy = m_scrip.call({u"event"_s, u"duplicate"_s, m_event}).object()["id"_L1].toString();
    QVERIFY(copy != m_event);
    const auto change = [&](const char *verb) {
        return m_scrip.call({u"event"_s, QString::fromLatin1(verb), copy, u"--reason"_s, u"test"_s})
            .object()["status"_L1]
            .toString();
    };
    QCOMPARE(change("pause"), u"paused"_s);
    QVERIFY(change("resume") != u"paused");
    QCOMPARE(change("archive"), u"archived"_s);
    QVERIFY(!m_scrip.call("event list").out.contains(copy.toUtf8()));
    QVERIFY(m_scrip.call("event list --status archived").out.contains(copy.toUtf8()));
    QCOMPARE(m_scrip.call({u"code"_s, u"generate"_s, u"--event"_s, copy, u"--count"_s, u"1"_s}).errorName(),
             u"event_archived"_s);
    QVERIFY(change("unarchive") != u"archived");
    QCOMPARE(m_scrip.call({u"event"_s, u"pause"_s, copy}).errorName(), u"reason_required"_s);
    QCOMPARE(m_scrip.call("event show 00000000").errorName(), u"not_found"_s);
}

void CliShapesTest::staleEdits()
{
    const int version = m_scrip.call({u"event"_s, u"show"_s, m_event}).object()["version"_L1].toInt();
    const auto edit = [&](const QString &notes, const QStringList &more) {
        return m_scrip.call(QStringList{u"event"_s, u"edit"_s, m_event, u"--notes"_s, notes} + more);
    };
    QCOMPARE(edit(u"a"_s, {u"--version"_s, QString::number(version)}).object()["version"_L1].toInt(), version + 1);
    const ProgramCall stale = edit(u"b"_s, {u"--version"_s, QString::number(version)});
    QCOMPARE(stale.errorName(), u"stale_version"_s);
    QVERIFY(stale.err.contains("current"));
    const QStringList keyed{u"--key"_s, u"edit-c"_s, u"--version"_s, QString::number(version + 1)};
    QCOMPARE(edit(u"c"_s, keyed).object()["replayed"_L1].toBool(true), false);
    QCOMPARE(edit(u"c"_s, keyed).object()["replayed"_L1].toBool(), true);
    const ProgramCall other = edit(u"another"_s, keyed);
    QCOMPARE(other.errorName(), u"idempotency_conflict"_s);
    QCOMPARE(other.status, 1);
    QVERIFY(other.out.isEmpty());
    QVERIFY(edit({}, {u"--version"_s, QString::number(version + 2)}).object()["notes"_L1].isNull());
    QCOMPARE(edit(u"d"_s, {}).status, 2);
}

void CliShapesTest::sandboxTools()
{
    const ProgramCall user = m_scrip.call("sandbox add-user --email ada@example.com --organization Analytical");
    QVERIFY2(user.status == 0, user.told().constData());
    for (const char *field : {"id", "email", "username", "organizations"})
        QVERIFY2(user.object().contains(QLatin1StringView(field)), field);
    const QString organization = user.object()["organizations"_L1].toArray().first().toObject()["id"_L1].toString();
    const ProgramCall spent =
        m_scrip.call({u"sandbox"_s, u"spend"_s, u"--organization"_s, organization, u"--amount"_s, u"1.25"_s});
    QVERIFY2(spent.status == 0, spent.told().constData());
    const ProgramCall moved = m_scrip.call("sandbox set-time --forward 3d");
    QVERIFY2(moved.status == 0, moved.told().constData());
    QCOMPARE(m_scrip.call("sandbox set-time --forward soon").status, 1);
    QCOMPARE(m_scrip.call("sandbox set-time --real").status, 0);
}

void CliShapesTest::migrations()
{
    const ProgramCall applied = m_scrip.call("migrate");
    QVERIFY2(applied.status == 0, applied.told().constData());
    QVERIFY(applied.object()["version"_L1].toInt() > 0);
    QCOMPARE(applied.object()["applied"_L1].toArray().size(), 0);
    QCOMPARE(m_scrip.call("migrate --dry-run").status, 0);
    QVERIFY(m_scrip.call("migrate --print-sql").out.contains("CREATE ROLE"));
}

void CliShapesTest::completionLoads()
{
    const ProgramCall loaded = m_scrip.shell(
        u"source <(\"$scrip\" completion bash); COMP_WORDS=(scrip ev); COMP_CWORD=1; _scrip; echo \"${COMPREPLY[@]}\""_s);
    QCOMPARE(loaded.out.trimmed(), QByteArray("event"));
    QVERIFY(loaded.err.isEmpty());
}

void CliShapesTest::people()
{
    const ProgramCall table = m_scrip.call({u"event"_s, u"show"_s, m_event, u"--table"_s});
    QVERIFY(table.out.contains("12.50"));
    const ProgramCall refused = m_scrip.call({u"event"_s, u"pause"_s, m_event, u"--table"_s});
    QVERIFY(refused.err.startsWith("scrip: "));
    QVERIFY(refused.out.isEmpty());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliShapesTest)
#include "cli_shapes_test.moc"
