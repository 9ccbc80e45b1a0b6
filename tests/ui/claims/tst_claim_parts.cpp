// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claims_fixture.h"
#include "ui/testing.h"

#include "core/failure_names.h"
#include "ui/claims/claim_rights.h"
#include "ui/claims/claim_words.h"
#include "ui/claims/fact_rows.h"
#include "ui/claims/secret_box.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The parts of the claims page on their own: words, rights, the filter row.
class TestClaimParts : public QObject
{
    Q_OBJECT
private:
    static QStringList chipsOf(const ClaimFilterBar &bar);

private Q_SLOTS:
    void hasWordsForEveryRefusalOfAClaim_data();
    void hasWordsForEveryRefusalOfAClaim();
    void showsStatesByShapeToo();
    void countsTheClaimsOfAnEvent();
    void knowsWhoMayDoWhat_data();
    void knowsWhoMayDoWhat();
    void saysThatNothingCanBeWritten();
    void showsAFilterWithoutTelling();
    void namesWhatIsFilteredBy();
    void tellsPeriodsInTheZone_data();
    void tellsPeriodsInTheZone();
    void namesHours_data();
    void namesHours();
    void forgetsTheSecret();
    void takesARowOfFactsAway();
};

QStringList TestClaimParts::chipsOf(const ClaimFilterBar &bar)
{
    QStringList texts;
    const auto chips = bar.findChildren<Chip *>();
    for (const Chip *chip : chips) {
        if (chip->toolTip() == u"Remove this filter")
            texts.append(chip->text());
    }
    texts.sort();
    return texts;
}

void TestClaimParts::hasWordsForEveryRefusalOfAClaim_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         {u"code_not_found"_s, u"code_reissued"_s, u"code_disabled"_s, u"event_archived"_s, u"awaiting_approval"_s,
          u"event_inactive"_s, u"claim_not_started"_s, u"claim_deadline_passed"_s, u"user_inactive"_s,
          u"user_already_claimed"_s, u"code_already_claimed"_s, u"organization_limit_reached"_s,
          u"domain_limit_reached"_s, u"max_claims_reached"_s, u"not_found"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void TestClaimParts::hasWordsForEveryRefusalOfAClaim()
{
    QFETCH(QString, name);
    QVERIFY(failureNames().contains(name));
    const QString full = obstacleWords({name, u"The database's sentence."_s});
    QVERIFY(full != u"The database's sentence.");
    QVERIFY(full.endsWith(u'.'));
    QVERIFY(!full.contains(u'_'));
    QVERIFY(outcomeWords(name) != QString(name).replace(u'_', u' ') || name == u"max_claims_reached");
    QVERIFY(outcomeWords(name).size() < 32);
}

void TestClaimParts::showsStatesByShapeToo()
{
    QSet<int> shapes;
    for (const QString &status : {u"pending"_s, u"active"_s, u"depleted"_s, u"expired"_s, u"voided"_s}) {
        const PillLook look = statusPill(status);
        QVERIFY(look.text != status);
        shapes.insert(int(look.shape));
    }
    QCOMPARE(shapes.size(), 5);
    QVERIFY(statusPill(u"claimed"_s).shape != statusPill(u"released"_s).shape);
    QCOMPARE(statusPill(u"later"_s).text, u"later"_s);
    QCOMPARE(outcomeWords(u"claimed"_s), u"claimed"_s);
    QCOMPARE(outcomeWords(u"of_a_later_version"_s), u"of a later version"_s);
}

void TestClaimParts::countsTheClaimsOfAnEvent()
{
    Event event = sampleEvent(1, u"Devcon"_s);
    QCOMPARE(claimsOfEvent(event), u"Devcon has 3\u2009184 of 5\u2009000 claims"_s);
    event.maxClaims.reset();
    QCOMPARE(claimsOfEvent(event), u"Devcon has 3\u2009184 claims"_s);
}

void TestClaimParts::knowsWhoMayDoWhat_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<bool>("change");
    QTest::addColumn<bool>("check");
    QTest::addColumn<bool>("reissue");
    QTest::addColumn<bool>("look");
    QTest::newRow("admin") << u"admin"_s << true << true << true << true;
    QTest::newRow("support") << u"support"_s << true << true << true << true;
    QTest::newRow("staff") << u"staff"_s << false << false << true << false;
    QTest::newRow("auditor") << u"auditor"_s << false << false << false << true;
    QTest::newRow("nobody") << QString() << false << false << false << false;
}

void TestClaimParts::knowsWhoMayDoWhat()
{
    QFETCH(QString, role);
    QFETCH(bool, change);
    QFETCH(bool, check);
    QFETCH(bool, reissue);
    QFETCH(bool, look);
    FakeConnection connection;
    connection.setRoles(role.isEmpty() ? QStringList() : QStringList(role));
    QCOMPARE(reasonAgainstClaims(connection).isEmpty(), change);
    QCOMPARE(reasonAgainstChecking(connection).isEmpty(), check);
    QCOMPARE(reasonAgainstReissue(connection).isEmpty(), reissue);
    QCOMPARE(reasonAgainstLooking(connection).isEmpty(), look);
}

void TestClaimParts::saysThatNothingCanBeWritten()
{
    FakeConnection connection;
    connection.session_.locked = true;
    QVERIFY(reasonAgainstClaims(connection).contains(u"unlock"_s));
    QVERIFY(reasonAgainstReissue(connection).contains(u"unlock"_s));
    // Reading goes on in a locked database, and on a replica.
    QCOMPARE(reasonAgainstLooking(connection), QString());
    QCOMPARE(reasonAgainstChecking(connection), QString());
    connection.setState(ConnectionState::Lost);
    for (const QString &reason : {reasonAgainstClaims(connection), reasonAgainstChecking(connection),
                                  reasonAgainstReissue(connection), reasonAgainstLooking(connection)})
        QCOMPARE(reason, u"There is no connection to the database"_s);
}

void TestClaimParts::showsAFilterWithoutTelling()
{
    ClaimFilterBar bar;
    QSignalSpy told(&bar, &ClaimFilterBar::filterChanged);
    ClaimQuery filter;
    filter.released = true;
    filter.from = sampleTime(u"2026-11-20T00:00:00Z"_s);
    bar.setFilter(filter);
    QCOMPARE(told.size(), 0);
    QCOMPARE(bar.filter(), filter);
    QCOMPARE(chipsOf(bar), QStringList(u"Period"_s));
}

void TestClaimParts::namesWhatIsFilteredBy()
{
    ClaimFilterBar bar;
    ClaimQuery filter;
    filter.event = sampleId<EventId>(1);
    filter.user = sampleId<UserId>(1);
    filter.organization = sampleId<OrganizationId>(1);
    bar.setFilter(filter);
    QCOMPARE(chipsOf(bar), QStringList({u"Event"_s, u"Organization"_s, u"User"_s}));
    bar.setNames(u"priya@x.example"_s, u"Lumenforge Labs"_s);
    bar.setEvents({sampleEvent(1, u"A name that is longer than a chip may be"_s)});
    QCOMPARE(bar.filter(), filter);
    bar.setFilter({});
    QTRY_COMPARE(chipsOf(bar), QStringList());
}

void TestClaimParts::tellsPeriodsInTheZone_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<QString>("from");
    // 21 November 06:32 UTC is the afternoon of the 21st in Singapore; days begin at 16:00 UTC.
    QTest::newRow("today") << 0 << u"2026-11-20T16:00:00Z"_s;
    QTest::newRow("seven days") << 1 << u"2026-11-14T16:00:00Z"_s;
    QTest::newRow("thirty days") << 2 << u"2026-10-22T16:00:00Z"_s;
}

void TestClaimParts::tellsPeriodsInTheZone()
{
    QFETCH(int, entry);
    QFETCH(QString, from);
    ClaimFilterBar bar;
    bar.setClock(QTimeZone("Asia/Singapore"), sampleTime(u"2026-11-21T06:32:07Z"_s));
    QSignalSpy told(&bar, &ClaimFilterBar::filterChanged);
    bar.periodMenu()->actions().at(entry)->trigger();
    QCOMPARE(told.size(), 1);
    QCOMPARE(bar.filter().from, sampleTime(from));
    QCOMPARE(bar.filter().to, sampleTime(u"2026-11-21T16:00:00Z"_s));
    bar.periodMenu()->actions().at(entry)->trigger();
    QCOMPARE(told.size(), 1);
}

void TestClaimParts::namesHours_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("chip");
    // Days begin at 16:00 UTC in Singapore.
    QTest::newRow("an hour") << u"2026-11-26T21:00:00Z"_s << u"2026-11-26T22:00:00Z"_s << u"27 Nov 05:00–06:00"_s;
    QTest::newRow("the last hour") << u"2026-11-27T15:00:00Z"_s << u"2026-11-27T16:00:00Z"_s
                                   << u"27 Nov 23:00–28 Nov 00:00"_s;
    QTest::newRow("the first hour") << u"2026-11-26T16:00:00Z"_s << u"2026-11-26T17:00:00Z"_s
                                    << u"27 Nov 00:00–01:00"_s;
    QTest::newRow("a day") << u"2026-11-26T16:00:00Z"_s << u"2026-11-27T16:00:00Z"_s << u"27 Nov"_s;
    QTest::newRow("days") << u"2026-11-24T16:00:00Z"_s << u"2026-11-27T16:00:00Z"_s << u"25 Nov–27 Nov"_s;
    QTest::newRow("since a day") << u"2026-11-24T16:00:00Z"_s << QString() << u"from 25 Nov"_s;
    QTest::newRow("since an hour") << u"2026-11-24T17:00:00Z"_s << QString() << u"from 25 Nov 01:00"_s;
    QTest::newRow("until a day") << QString() << u"2026-11-24T16:00:00Z"_s << u"until 24 Nov"_s;
}

void TestClaimParts::namesHours()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    ClaimFilterBar bar;
    bar.setClock(QTimeZone("Asia/Singapore"), sampleTime(u"2026-11-28T06:32:07Z"_s));
    ClaimQuery filter;
    filter.from = from.isEmpty() ? QDateTime() : sampleTime(from);
    filter.to = to.isEmpty() ? QDateTime() : sampleTime(to);
    bar.setFilter(filter);
    const auto chips = bar.findChildren<Chip *>();
    QString text;
    for (const Chip *chip : chips)
        text = chip->accessibleName().contains(u"Nov"_s) ? chip->accessibleName() : text;
    QFETCH(QString, chip);
    QVERIFY2(text.endsWith(chip), qPrintable(text));
}

void TestClaimParts::forgetsTheSecret()
{
    auto *box = new SecretBox;
    box->showSecret(u"API key"_s, u"sk-0123456789"_s, u"Hand it on."_s);
    const QPointer<QLineEdit> field = box->field();
    QCOMPARE(field->text(), u"sk-0123456789"_s);
    QCOMPARE(field->accessibleName(), u"API key"_s);
    QString left = u"?"_s;
    connect(field, &QLineEdit::textChanged, this, [&left](const QString &text) { left = text; });
    delete box;
    QCOMPARE(left, QString());
}

void TestClaimParts::takesARowOfFactsAway()
{
    FactRows rows;
    Label *event = rows.addText(u"Event"_s);
    Label *amount = rows.addFigure(u"Credit"_s);
    QCOMPARE(event->accessibleName(), u"Event"_s);
    QVERIFY(event->font().family() != amount->font().family());
    rows.setShown(event, false);
    QVERIFY(event->isHidden());
    const auto labels = rows.findChildren<Label *>();
    int shown = 0;
    for (const Label *label : labels)
        shown += label->isHidden() ? 0 : 1;
    QCOMPARE(shown, 2);
}

SCRIP_UI_TEST_MAIN(TestClaimParts)
#include "tst_claim_parts.moc"
