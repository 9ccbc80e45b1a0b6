// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event.h"

#include <QTest>
#include <QTimeZone>

#include <functional>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

const QDateTime now(QDate(2026, 11, 21), QTime(6, 32), QTimeZone::utc());

EventDraft goodDraft()
{
    EventDraft draft;
    draft.name = u"Devcon"_s;
    draft.amount = Money(25 * Money::unit, Currency());
    draft.maxClaims = 500;
    draft.claimDeadline = now.addDays(10);
    draft.creditExpiresAt = now.addDays(100);
    draft.timeZone = u"Asia/Singapore"_s;
    draft.claimUrl = u"https://app.example.com/claim?code={code}"_s;
    return draft;
}

} // namespace

using Spoil = std::function<void(EventDraft &)>;
Q_DECLARE_METATYPE(Spoil)

class EventRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsAGoodDraft() { QCOMPARE(validate(goodDraft(), now).size(), 0); }

    void acceptsAnEventWithoutCapDeadlineAndLink()
    {
        EventDraft draft = goodDraft();
        draft.maxClaims.reset();
        draft.claimDeadline = {};
        draft.claimUrl.clear();
        QCOMPARE(validate(draft, now).size(), 0);
    }

    void refuses_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *title, const QString &name, const QString &field, const Spoil &spoil) {
            QTest::newRow(title) << spoil << name << field;
        };
        const QString date = u"invalid_date"_s;
        const QString url = u"invalid_url"_s;
        row("no name", u"invalid_name"_s, u"name"_s, [](EventDraft &d) { d.name = u" "_s; });
        row("line break", u"invalid_name"_s, u"name"_s, [](EventDraft &d) { d.name = u"a\nb"_s; });
        row("bidi", u"invalid_name"_s, u"name"_s, [](EventDraft &d) { d.name = u"a\u202Eb"_s; });
        row("long note", u"invalid_text"_s, u"notes"_s, [](EventDraft &d) { d.notes = QString(2001, u'x'); });
        row("no amount", u"invalid_amount"_s, u"amount"_s, [](EventDraft &d) { d.amount = {}; });
        row("product too large", u"invalid_amount"_s, u"max_claims"_s,
            [](EventDraft &d) { d.amount = Money(std::numeric_limits<qint64>::max() / 2, Currency()); });
        row("no claims", u"invalid_count"_s, u"max_claims"_s, [](EventDraft &d) { d.maxClaims = 0; });
        row("no per domain", u"invalid_count"_s, u"max_per_domain"_s, [](EventDraft &d) { d.maxPerDomain = -1; });
        row("zone", u"invalid_time_zone"_s, u"time_zone"_s, [](EventDraft &d) { d.timeZone = u"Nowhere"_s; });
        row("end before start", date, u"claim_deadline"_s, [](EventDraft &d) { d.startsAt = d.claimDeadline; });
        row("no expiry", date, u"credit_expires_at"_s, [](EventDraft &d) { d.creditExpiresAt = {}; });
        row("expiry before deadline", date, u"credit_expires_at"_s,
            [](EventDraft &d) { d.creditExpiresAt = d.claimDeadline.addSecs(-1); });
        row("expiry in the past", date, u"credit_expires_at"_s, [](EventDraft &d) {
            d.claimDeadline = {};
            d.creditExpiresAt = now.addSecs(-1);
        });
        row("link without code", url, u"claim_url"_s, [](EventDraft &d) { d.claimUrl = u"https://a.example/"_s; });
        row("script link", url, u"claim_url"_s, [](EventDraft &d) { d.claimUrl = u"javascript:alert({code})"_s; });
        row("unknown placeholder", url, u"claim_url"_s,
            [](EventDraft &d) { d.claimUrl = u"https://a.example/{code}/{user}"_s; });
    }

    void refuses()
    {
        QFETCH(Spoil, spoil);
        QFETCH(QString, name);
        QFETCH(QString, field);
        EventDraft draft = goodDraft();
        spoil(draft);
        const QList<Failure> failures = validate(draft, now);
        QVERIFY(!failures.isEmpty());
        QCOMPARE(failures.first().name, name);
        QCOMPARE(failures.first().field, field);
        QVERIFY(!failures.first().message.isEmpty());
    }

    void acceptsExpiryAtTheDeadline()
    {
        EventDraft draft = goodDraft();
        draft.creditExpiresAt = draft.claimDeadline;
        QCOMPARE(validate(draft, now).size(), 0);
    }

    void takesTheSmallerOfCapAndLiveUses()
    {
        const Money amount(25 * Money::unit, Currency());
        QCOMPARE(exposureOf(amount, 5000, 4988)->toText(), u"124700.00"_s);
        QCOMPARE(exposureOf(amount, 100, 4988)->toText(), u"2500.00"_s);
        QCOMPARE(exposureOf(amount, std::nullopt, 10)->toText(), u"250.00"_s);
        QCOMPARE(exposureOf(amount, std::nullopt, std::nullopt)->toText(), u"0.00"_s);
    }

    void seesWhatAnEditChanges()
    {
        const EventDraft before = goodDraft();
        EventDraft after = before;
        QCOMPARE(changedFields(before, after), EventFields());
        after.name = u"Devcon 8"_s;
        after.maxClaims.reset();
        after.amount = Money(after.amount.nano(), Currency(u"EUR"_s));
        QCOMPARE(changedFields(before, after), EventField::Name | EventField::MaxClaims | EventField::Currency);
    }
};

QTEST_GUILESS_MAIN(EventRulesTest)
#include "tst_event_rules.moc"
