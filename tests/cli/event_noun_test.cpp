// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

class EventNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createTakesEveryField();
    void createFillsInFromTheDatabase();
    void badInputs_data();
    void badInputs();
    void editSendsWhatWasGiven();
    void editClears();
    void editVersions();
    void editIgnoresRulesOfOtherFields();
    void lists();
    void streams();
    void states_data();
    void states();
    void idsByPrefixAndSuffix();
    void refusalsKeepTheirStatus_data();
    void refusalsKeepTheirStatus();

private:
    static QString id() { return eventIdOf(1).toText(); }
    static QStringList creation(const QStringList &more)
    {
        return QStringList{u"event"_s,    u"create"_s, u"--name"_s,           u"Devcon"_s,
                           u"--amount"_s, u"25"_s,     u"--credit-expires"_s, u"2027-06-30"_s} +
               more;
    }
};

void EventNounTest::createTakesEveryField()
{
    CliHarness harness;
    const CliCall call = harness.call(creation({u"--currency"_s,
                                                u"eur"_s,
                                                u"--description"_s,
                                                u"about"_s,
                                                u"--max-claims"_s,
                                                u"500"_s,
                                                u"--starts"_s,
                                                u"2027-01-01"_s,
                                                u"--claim-deadline"_s,
                                                u"2027-03-01"_s,
                                                u"--time-zone"_s,
                                                u"Asia/Singapore"_s,
                                                u"--claim-url"_s,
                                                u"https://a.example/{code}"_s,
                                                u"--max-per-organization"_s,
                                                u"2"_s,
                                                u"--max-per-domain"_s,
                                                u"3"_s,
                                                u"--budget"_s,
                                                u"99.50"_s,
                                                u"--tag"_s,
                                                u"a"_s,
                                                u"--tag"_s,
                                                u"b"_s,
                                                u"--notes"_s,
                                                u"note"_s,
                                                u"--paused"_s}));
    QCOMPARE(call.status, 0);
    const EventDraft &draft = harness.gateway.events.created;
    QCOMPARE(draft.amount, Money(25 * Money::unit, Currency(u"EUR"_s)));
    QCOMPARE(draft.maxClaims.value_or(0), 500);
    QCOMPARE(draft.startsAt, QDateTime({2026, 12, 31}, {16, 0}, Qt::UTC));
    QCOMPARE(draft.claimDeadline, QDateTime({2027, 3, 1}, {15, 59, 59}, Qt::UTC));
    QCOMPARE(draft.creditExpiresAt, QDateTime({2027, 6, 30}, {15, 59, 59}, Qt::UTC));
    QCOMPARE(draft.budget.value_or(Money()).toText(), u"99.50"_s);
    QCOMPARE(draft.tags, (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(draft.paused);
    QCOMPARE(call.object()["replayed"_L1].toBool(true), false);
    QCOMPARE(call.object()["amount"_L1].toString(), u"25.00"_s);
}

void EventNounTest::createFillsInFromTheDatabase()
{
    CliHarness harness;
    harness.gateway.administration.now.meteringCurrency = Currency(u"EUR"_s);
    QCOMPARE(harness.call(creation({})).status, 0);
    const EventDraft &draft = harness.gateway.events.created;
    QCOMPARE(draft.timeZone, u"Europe/Berlin"_s);
    QCOMPARE(draft.amount.currency(), Currency(u"EUR"_s));
    QCOMPARE(draft.creditExpiresAt, QDateTime({2027, 6, 30}, {21, 59, 59}, Qt::UTC));
    QVERIFY(!draft.maxClaims);
}

void EventNounTest::badInputs_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *option, const QString &value, const char *name) {
        QTest::addRow("%s %s", option, qPrintable(value.left(30)))
            << QString::fromLatin1(option) << value << QString::fromLatin1(name);
    };
    for (const char *amount : {"-5", "0", "9223372036854775808", "1e3", "0.0000000001", "1,50", "1.500,00", "NaN",
                               "Infinity", "٣٤", "", "1 2", "+5", "0x10", "1.2.3"})
        row("--amount", QString::fromUtf8(amount), "invalid_amount");
    for (const char *date : {"2026-02-30", "infinity", "10000-01-01", "0001-01-01", "2026-01-01", "tomorrow", "",
                             "2027-13-01", "2027-03-28T02:30"})
        row("--credit-expires", QString::fromUtf8(date), "invalid_date");
    row("--claim-deadline", u"2028-01-01"_s, "invalid_date"); // behind the expiry
    for (const char *count : {"0", "-1", "1.5", "1e3", "3000000000", "x", "٣"})
        row("--max-claims", QString::fromUtf8(count), "invalid_count");
    row("--max-claims", u"2000000000"_s, "invalid_amount"); // times 25 does not fit
    row("--time-zone", u"Mars/Olympus"_s, "invalid_time_zone");
    row("--time-zone", u""_s, "invalid_time_zone");
    row("--currency", u"u"_s, "invalid_currency");
    row("--currency", u"€€€"_s, "invalid_currency");
    row("--claim-url", u"https://a.example/"_s, "invalid_url");
    row("--claim-url", u"javascript:{code}"_s, "invalid_url");
    row("--budget", u"0"_s, "invalid_amount");
    row("--name", u"a\nb"_s, "invalid_name");
    row("--name", u"a\u202Eb"_s, "invalid_name");
    row("--name", u"a\u2066b"_s, "invalid_name");
    row("--name", u" "_s, "invalid_name");
    row("--name", QString(256, u'n'), "invalid_name");
    row("--notes", QString(1'000'000, u'n'), "invalid_text");
}

void EventNounTest::badInputs()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    QFETCH(QString, name);
    CliHarness harness;
    QStringList arguments = creation({});
    if (const qsizetype at = arguments.indexOf(option); at >= 0)
        arguments[at + 1] = value;
    else
        arguments << option << value;
    const CliCall call = harness.call(arguments);
    QCOMPARE(call.errorName(), name);
    QCOMPARE(call.status, 1);
    QVERIFY(call.out.isEmpty());
    QVERIFY(!call.error()["field"_L1].toString().isEmpty());
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void EventNounTest::editSendsWhatWasGiven()
{
    CliHarness harness;
    const CliCall call = harness.call({u"event"_s, u"edit"_s, id(), u"--version"_s, u"7"_s, u"--amount"_s,
                                       u" 30.5 "_s, u"--claim-deadline"_s, u"2027-03-01"_s});
    QCOMPARE(call.status, 0);
    const EventEdit &edit = harness.gateway.events.edited;
    QCOMPARE(edit.changed, EventFields(EventField::Amount | EventField::ClaimDeadline));
    QCOMPARE(edit.draft.amount.toText(), u"30.50"_s);
    // In the zone of the event, not in that of the database.
    QCOMPARE(edit.draft.claimDeadline, QDateTime({2027, 3, 1}, {15, 59, 59}, Qt::UTC));
    QCOMPARE(edit.version, 7);
}

void EventNounTest::editClears()
{
    CliHarness harness;
    QCOMPARE(harness
                 .call({u"event"_s, u"edit"_s, id(), u"--version=7"_s, u"--notes"_s, u""_s, u"--max-claims="_s,
                        u"--claim-deadline="_s, u"--budget="_s, u"--tag="_s, u"--claim-url="_s})
                 .status,
             0);
    const EventEdit &edit = harness.gateway.events.edited;
    QCOMPARE(edit.changed, EventFields(EventField::Notes | EventField::MaxClaims | EventField::ClaimDeadline |
                                       EventField::Budget | EventField::Tags | EventField::ClaimUrl));
    QVERIFY(!edit.draft.maxClaims && !edit.draft.budget && edit.draft.tags.isEmpty() &&
            edit.draft.claimUrl.isEmpty());
    QVERIFY(!edit.draft.claimDeadline.isValid());
}

void EventNounTest::editVersions()
{
    CliHarness harness;
    const auto edit = [&](const QStringList &more) {
        return harness.call(QStringList{u"event"_s, u"edit"_s, id(), u"--notes"_s, u"x"_s} + more);
    };
    QCOMPARE(edit({u"--version"_s, u"3"_s}).status, 0);
    QCOMPARE(harness.gateway.events.edited.version, 3);
    const auto written = harness.gateway.log.writes.size();
    // Without one an edit would go over what somebody else changed and nobody looked at.
    for (const QStringList &key : {QStringList(), QStringList{u"--key"_s, u"k"_s}}) {
        const CliCall blind = edit(key);
        QCOMPARE(blind.status, 2);
        QCOMPARE(blind.error()["message"_L1].toString(), u"--version is missing."_s);
        QCOMPARE(blind.error()["field"_L1].toString(), u"version"_s);
    }
    for (const QString &version : {u"x"_s, u"0"_s, u"-1"_s, u""_s, u"1.5"_s})
        QCOMPARE(edit({u"--version="_s + version}).status, 2);
    QCOMPARE(harness.gateway.log.writes.size(), written);
}

void EventNounTest::editIgnoresRulesOfOtherFields()
{
    CliHarness harness;
    harness.gateway.events.events[0].creditExpiresAt = QDateTime({2020, 1, 1}, {0, 0}, Qt::UTC);
    QCOMPARE(harness.call({u"event"_s, u"edit"_s, id(), u"--version=7"_s, u"--notes"_s, u"x"_s}).status, 0);
    QCOMPARE(
        harness.call({u"event"_s, u"edit"_s, id(), u"--version=7"_s, u"--starts"_s, u"2026-01-01"_s}).errorName(),
        u"invalid_date"_s);
}

void EventNounTest::lists()
{
    CliHarness harness;
    const CliCall first = harness.call("event list --limit 2 --status active --status paused --search con --tag a");
    QCOMPARE(first.status, 0);
    QCOMPARE(first.object()["items"_L1].toArray().size(), 2);
    QCOMPARE(first.object()["next"_L1].toString(), u"2"_s);
    const EventQuery &asked = harness.gateway.events.asked;
    QCOMPARE(asked.statuses, (QList<EventStatus>{EventStatus::Active, EventStatus::Paused}));
    QCOMPARE(asked.search, u"con"_s);
    const CliCall last = harness.call("event list --limit 2 --after 2");
    QCOMPARE(last.object()["items"_L1].toArray().size(), 1);
    QVERIFY(last.object()["next"_L1].isNull());
    QCOMPARE(harness.call("event list --status nope").status, 2);
    for (const char *limit : {"0", "-1", "x", "10001", "1e2"})
        QCOMPARE(harness.call({u"event"_s, u"list"_s, u"--limit"_s, QString::fromLatin1(limit)}).status, 2);
}

void EventNounTest::streams()
{
    CliHarness harness;
    const QList<QByteArray> lines = harness.call("event list --all").out.trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    for (const QByteArray &line : lines)
        QVERIFY(QJsonDocument::fromJson(line).object().contains(u"claim_count"_s));
    QCOMPARE(harness.call("event list --all --limit 2").status, 2);
}

void EventNounTest::states_data()
{
    QTest::addColumn<QString>("verb");
    for (const char *verb : {"pause", "resume", "archive", "unarchive", "duplicate", "approve"})
        QTest::newRow(verb) << QString::fromLatin1(verb);
}

void EventNounTest::states()
{
    QFETCH(QString, verb);
    CliHarness harness;
    QStringList arguments{u"event"_s, verb, id()};
    const bool withReason = verb != u"duplicate" && verb != u"approve";
    if (withReason)
        arguments << u"--reason=--x"_s;
    const CliCall call = harness.call(arguments);
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.log.calls.last(), verb);
    QCOMPARE(harness.gateway.log.writes.last().reason, withReason ? u"--x"_s : QString());
    QCOMPARE(harness.gateway.events.approved, verb == u"approve" ? harness.gateway.events.events.first().version : 0);
}

void EventNounTest::idsByPrefixAndSuffix()
{
    CliHarness harness;
    QCOMPARE(harness.call("event show 000000000001").object()["name"_L1].toString(), u"Event 1"_s);
    QCOMPARE(harness.call("event show 0190f3a1").errorName(), u"ambiguous_id"_s);
    QCOMPARE(harness.call("event show 0190").errorName(), u"not_found"_s);
}

void EventNounTest::refusalsKeepTheirStatus_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("status");
    QTest::newRow("refused") << u"frozen_field"_s << 1;
    QTest::newRow("stale") << u"stale_version"_s << 1;
    QTest::newRow("conflict") << u"idempotency_conflict"_s << 1;
    QTest::newRow("busy") << u"busy"_s << 1;
    QTest::newRow("no database") << u"connection_failed"_s << 3;
    QTest::newRow("no schema") << u"schema_missing"_s << 3;
    QTest::newRow("unknown") << u"unknown_outcome"_s << 4;
    QTest::newRow("defect") << u"internal"_s << 4;
    QTest::newRow("not permitted") << u"not_permitted"_s << 5;
    QTest::newRow("read only") << u"read_only"_s << 5;
    QTest::newRow("body") << u"invalid_body"_s << 2;
}

void EventNounTest::refusalsKeepTheirStatus()
{
    QFETCH(QString, name);
    QFETCH(int, status);
    CliHarness harness;
    harness.gateway.log.fail = Failure::named(name, {});
    const CliCall call = harness.call({u"event"_s, u"pause"_s, id(), u"--reason"_s, u"r"_s});
    QCOMPARE(call.status, status);
    QCOMPARE(call.errorName(), name);
    QVERIFY(!call.error()["message"_L1].toString().isEmpty());
    QVERIFY(call.out.isEmpty());
    QCOMPARE(call.error().contains(u"key"_s), name == u"unknown_outcome");
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::EventNounTest)
#include "event_noun_test.moc"
