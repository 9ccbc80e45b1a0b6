// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/events/audit_difference.h"
#include "ui/events/database_clock.h"
#include "ui/events/event_words.h"
#include "ui/events/moment_field.h"
#include "ui/events/tags_field.h"
#include "ui/events/version_conflict.h"
#include "ui/events/zone_field.h"
#include "ui/widgets/date_field.h"

#include <QCompleter>
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTimeZone>
#include <QVBoxLayout>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The fields that only the events have, and the words about them.
class TestEventFields : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTags();
    void findsZones();
    void tellsOffsets_data();
    void tellsOffsets();
    void keepsSecondsNobodyTouched();
    void readsMomentsInTheZone();
    void tellsWhatChanged();
    void tellsWhatStandsWithin();
    void tellsEveryField();
    void mergesFields();
    void countsTheDatabasesTimeOn();
};

void TestEventFields::takesTags()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *field = new TagsField;
    column->addWidget(field);
    testing::showOnScreen(&window, {300, 60});
    QSignalSpy changed(field, &TagsField::tagsChanged);
    QTest::keyClicks(field, u"apac, tour,"_s);
    QCOMPARE(field->tags(), QStringList({u"apac"_s, u"tour"_s}));
    QCOMPARE(field->text(), QString());
    QTest::keyClicks(field, u"pending"_s);
    QCOMPARE(field->tags(), QStringList({u"apac"_s, u"tour"_s, u"pending"_s}));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(field->text(), QString());
    QTest::keyClicks(field, u"apac,"_s);
    QCOMPARE(field->tags().size(), 3);
    QTest::keyClick(field, Qt::Key_Backspace);
    QCOMPARE(field->text(), u"pending"_s);
    QVERIFY(changed.count() > 3);
    field->setTags({u"apac"_s, u"tour"_s});
    QTest::mouseClick(field, Qt::LeftButton, {}, QPoint(20, field->height() / 2));
    QCOMPARE(field->tags(), QStringList{u"tour"_s});
    QVERIFY(field->accessibleDescription().contains(u"tour"_s));
}

void TestEventFields::findsZones()
{
    ZoneField field;
    testing::showOnScreen(&field, {200, 30});
    QSignalSpy changed(&field, &ZoneField::zoneChanged);
    field.setZone(u"Asia/Bangkok"_s);
    QCOMPARE(field.zone(), u"Asia/Bangkok"_s);
    QCOMPARE(field.lineEdit()->cursorPosition(), 0); // where a long name is shown from its beginning
    QCOMPARE(changed.last().first().toString(), u"Asia/Bangkok"_s);
    field.setZone(u"Asia/Nowhere"_s);
    QCOMPARE(field.zone(), u"Asia/Nowhere"_s);
    field.completer()->setCompletionPrefix(u"singap"_s);
    QCOMPARE(field.completer()->currentCompletion(), u"Asia/Singapore"_s);
}

void TestEventFields::tellsOffsets_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << u"+0"_s;
    QTest::newRow("Singapore") << 28800 << u"+8"_s;
    QTest::newRow("Kolkata") << 19800 << u"+5:30"_s;
    QTest::newRow("St. John's") << -12600 << u"\u22123:30"_s;
}

void TestEventFields::tellsOffsets()
{
    QFETCH(int, seconds);
    QTEST(offsetText(seconds), "text");
}

void TestEventFields::keepsSecondsNobodyTouched()
{
    const QTimeZone zone("Asia/Singapore");
    MomentField field(u"Claim until"_s, u"claim_deadline"_s, BareDate::EndOfDay, false);
    const QDateTime odd({2026, 11, 24}, {15, 59, 30}, QTimeZone::utc());
    field.setMoment(odd, zone);
    QCOMPARE(field.edit()->text(), u"24 Nov 2026 23:59"_s);
    QCOMPARE(*field.moment(zone), odd);
    // The same words in another zone are another moment.
    QCOMPARE(*field.moment(QTimeZone("Europe/Berlin")), QDateTime({2026, 11, 24}, {22, 59}, QTimeZone::utc()));
    field.edit()->setText(u"24 Nov 2026"_s);
    QCOMPARE(*field.moment(zone), QDateTime({2026, 11, 24}, {15, 59, 59}, QTimeZone::utc()));
    field.setMoment({}, zone);
    QVERIFY(field.isEmpty() && !field.moment(zone)->isValid());
}

void TestEventFields::readsMomentsInTheZone()
{
    MomentField field(u"Starts"_s, u"starts_at"_s, BareDate::StartOfDay, true);
    const QTimeZone berlin("Europe/Berlin");
    field.edit()->setText(u"2027-03-28 02:30"_s);
    const Result<QDateTime> gap = field.moment(berlin);
    QVERIFY(!gap);
    QCOMPARE(gap.failure().field, u"starts_at"_s);
    field.edit()->setText(u"nonsense"_s);
    QCOMPARE(field.moment(berlin).failure().name, u"invalid_date"_s);
    field.edit()->setText(u"2026-12-05"_s);
    field.showMeaning(berlin, {});
    QCOMPARE(field.edit()->accessibleDescription(), u"00:00, 4 Dec 23:00 UTC"_s);
}

void TestEventFields::tellsWhatChanged()
{
    AuditEntry entry;
    entry.before = QJsonObject{{u"name"_s, u"<b>x \u202E"_s},
                               {u"max_claims"_s, QJsonValue()},
                               {u"claim_deadline"_s, u"2026-11-24T15:59:59Z"_s},
                               {u"tags"_s, QJsonArray{u"apac"_s}},
                               {u"paused"_s, false},
                               {u"version"_s, 1},
                               {u"amount"_s, u"25.00"_s}};
    entry.after = QJsonObject{
        {u"name"_s, u"y"_s},       {u"max_claims"_s, 5000}, {u"claim_deadline"_s, u"2026-11-30T15:59:59Z"_s},
        {u"tags"_s, QJsonArray{}}, {u"paused"_s, true},     {u"version"_s, 2},
        {u"amount"_s, u"25.00"_s}};
    const auto changes = differenceOf(entry, QTimeZone("Asia/Singapore"), Currency(u"USD"_s));
    QStringList lines;
    for (const FieldChange &change : changes) {
        lines << QString(change.name % u": "_s % change.before % u" > "_s % change.after);
        QVERIFY(!change.before.contains(QChar(0x202E)));
    }
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines.at(0).startsWith(u"Name: <b>x"_s));
    QCOMPARE(lines.at(1), u"Tags: apac > \u2014"_s);
    QCOMPARE(lines.at(2), u"Most claims: \u2014 > 5\u2009000"_s);
    QCOMPARE(lines.at(3), u"Claim until: 24 Nov 2026 23:59:59 > 30 Nov 2026 23:59:59"_s);
    QCOMPARE(lines.at(4), u"Paused: no > yes"_s);
}

void TestEventFields::tellsWhatStandsWithin()
{
    AuditEntry entry;
    entry.before = QJsonObject{{u"codes"_s, QJsonObject{{u"total"_s, 10}, {u"claimed"_s, 3}}}};
    entry.after = QJsonObject{{u"codes"_s, QJsonObject{{u"total"_s, 20}, {u"claimed"_s, 3}}}};
    const auto changes = differenceOf(entry, QTimeZone::utc(), Currency(u"USD"_s));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.at(0).name, u"Codes total"_s);
    QCOMPARE(changes.at(0).before, u"10"_s);
    QCOMPARE(changes.at(0).after, u"20"_s);
}

void TestEventFields::tellsEveryField()
{
    EventDraft draft;
    draft.amount = Money(25 * Money::unit, Currency(u"USD"_s));
    for (const EventField field : enteredFields()) {
        QVERIFY(!fieldText(draft, field).isEmpty());
        QVERIFY2(fieldLabel(fieldName(field)) != fieldName(field), qPrintable(fieldName(field)));
    }
    QCOMPARE(fieldLabel(u"exposure"_s), u"exposure"_s);
}

void TestEventFields::mergesFields()
{
    EventDraft mine;
    mine.name = u"mine"_s;
    mine.notes = u"mine"_s;
    mine.maxClaims = 1;
    EventDraft theirs;
    theirs.name = u"theirs"_s;
    theirs.notes = u"theirs"_s;
    const EventDraft both = withFields(theirs, mine, EventField::Notes | EventField::MaxClaims);
    QCOMPARE(both.name, u"theirs"_s);
    QCOMPARE(both.notes, u"mine"_s);
    QCOMPARE(both.maxClaims, std::optional<qint64>(1));
    for (const EventField field : enteredFields())
        QVERIFY(!changedFields(withFields(theirs, mine, field), mine).testFlag(field));
}

void TestEventFields::countsTheDatabasesTimeOn()
{
    DatabaseClock clock;
    QVERIFY(clock.now().isValid());
    const QDateTime told({2031, 1, 1}, {0, 0}, QTimeZone::utc());
    clock.set(told);
    QVERIFY(clock.now() >= told);
    QVERIFY(told.msecsTo(clock.now()) < 60'000);
}

SCRIP_UI_TEST_MAIN(TestEventFields)
#include "tst_event_fields.moc"
