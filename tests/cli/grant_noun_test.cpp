// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Grants: making, listing and showing them, payments, and what was used elsewhere.
class GrantNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsWithEverything();
    void createFillsInFromTheDatabase();
    void badInputs_data();
    void badInputs();
    void malformedCalls_data();
    void malformedCalls();
    void reasonsAreTheDatabasesBusiness();
    void lists();
    void listFilters();
    void showsEntries();
    void showsATable();
    void showsWhatIsUnpaid();
    void payments();
    void consumes();
    void refusalsPassThrough();

private:
    static QStringList creation(const QStringList &more)
    {
        return QStringList{u"grant"_s,    u"create"_s, u"--organization"_s, organizationIdOf(1).toText(),
                           u"--amount"_s, u"50"_s,     u"--reason"_s,       u"annual plan"_s} +
               more;
    }
};

void GrantNounTest::createsWithEverything()
{
    CliHarness harness;
    const CliCall call =
        harness.call(creation({u"--currency"_s,   u"eur"_s,        u"--name"_s,          u"Plan"_s,
                               u"--funding"_s,    u"invoice"_s,    u"--availability"_s,  u"on_settlement"_s,
                               u"--cost-basis"_s, u"0.8"_s,        u"--cost-currency"_s, u"USD"_s,
                               u"--priority"_s,   u"1000"_s,       u"--effective"_s,     u"2027-01-01"_s,
                               u"--expires"_s,    u"2027-06-30"_s, u"--label"_s,         u"deal=D-17=b"_s,
                               u"--label"_s,      u"empty="_s,     u"--key"_s,           u"k1"_s}));
    QVERIFY2(call.status == 0, call.err.constData());
    const GrantDraft &draft = harness.gateway.grants.created;
    QCOMPARE(draft.organization, organizationIdOf(1));
    QCOMPARE(draft.amount, Money(50 * Money::unit, Currency(u"EUR"_s)));
    QCOMPARE(draft.name, u"Plan"_s);
    QVERIFY(draft.funding == Funding::Invoice && draft.availability == Availability::OnSettlement);
    QCOMPARE(draft.costBasis.value(), Money(Money::unit * 4 / 5, Currency(u"USD"_s)));
    QCOMPARE(draft.priority, 1000);
    // Bare dates in the zone of the database: a beginning and an end of a day in Berlin.
    QCOMPARE(draft.effectiveAt, QDateTime({2026, 12, 31}, {23, 0}, Qt::UTC));
    QCOMPARE(draft.expiresAt, QDateTime({2027, 6, 30}, {21, 59, 59}, Qt::UTC));
    QCOMPARE(draft.labels, (Labels{{u"deal"_s, u"D-17=b"_s}, {u"empty"_s, QString()}}));
    QCOMPARE(harness.gateway.log.writes.last().reason, u"annual plan"_s);
    QCOMPARE(harness.gateway.log.writes.last().key, u"k1"_s);
    QCOMPARE(call.object()["replayed"_L1].toBool(true), false);
    QCOMPARE(call.object()["amount"_L1].toString(), u"50.00"_s);
}

void GrantNounTest::createFillsInFromTheDatabase()
{
    CliHarness harness;
    harness.gateway.administration.now.meteringCurrency = Currency(u"EUR"_s);
    QCOMPARE(harness.call(creation({u"--funding"_s, u"external"_s, u"--cost-currency"_s, u"USD"_s})).status, 0);
    const GrantDraft &draft = harness.gateway.grants.created;
    QCOMPARE(draft.amount.currency(), Currency(u"EUR"_s));
    QCOMPARE(draft.costBasis.value(), Money(Money::unit, Currency(u"USD"_s)));
    QCOMPARE(draft.priority, 10);
    QVERIFY(!draft.effectiveAt.isValid() && !draft.expiresAt.isValid() && draft.name.isEmpty());
    QCOMPARE(harness.call(creation({u"--funding"_s, u"external"_s, u"--cost-basis"_s, u"2"_s})).status, 0);
    QCOMPARE(harness.gateway.grants.created.costBasis.value(), Money(2 * Money::unit, Currency(u"EUR"_s)));
}

void GrantNounTest::badInputs_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    const auto row = [](const QStringList &options, const char *name, const char *field) {
        QTest::newRow(qPrintable(options.join(u' ').left(60)))
            << options << QString::fromLatin1(name) << QString::fromLatin1(field);
    };
    for (const char *amount :
         {"-5", "0", "9223372036854775808", "1e3", "0.0000000001", "1,50", "NaN", "٣٤", "", "+5"})
        row({u"--amount"_s, QString::fromUtf8(amount)}, "invalid_amount", "amount");
    for (const char *cost : {"0", "-1", "x", ""})
        row({u"--funding"_s, u"invoice"_s, u"--cost-basis"_s, QString::fromUtf8(cost)}, "invalid_cost_basis",
            "cost_basis");
    row({u"--cost-basis"_s, u"1"_s}, "invalid_cost_basis", "cost_basis");
    row({u"--cost-currency"_s, u"USD"_s}, "invalid_cost_basis", "cost_basis");
    row({u"--funding"_s, u"invoice"_s, u"--cost-currency"_s, u"€"_s}, "invalid_currency", "cost_currency");
    for (const char *currency : {"US", "U5D", "€€€", "ABCDEFGHIJK", ""})
        row({u"--currency"_s, QString::fromUtf8(currency)}, "invalid_currency", "currency");
    for (const char *priority : {"0", "1001", "-1", "1.5", "x", "", "٣"})
        row({u"--priority"_s, QString::fromUtf8(priority)}, "invalid_priority", "priority");
    for (const char *date : {"2026-02-30", "infinity", "10000-01-01", "2026-01-01", "tomorrow", "2027-03-28T02:30"})
        row({u"--expires"_s, QString::fromUtf8(date)}, "invalid_date", "expires_at");
    row({u"--effective"_s, u"soon"_s}, "invalid_date", "effective_at");
    row({u"--effective"_s, u"2028-01-01"_s, u"--expires"_s, u"2027-01-01"_s}, "invalid_date", "expires_at");
    row({u"--name"_s, u"a\u202Eb"_s}, "invalid_name", "name");
    row({u"--name"_s, QString(256, u'n')}, "invalid_name", "name");
    row({u"--label"_s, u"a=\x1b"_s}, "invalid_text", "labels");
}

void GrantNounTest::badInputs()
{
    QFETCH(QStringList, options);
    QFETCH(QString, name);
    QFETCH(QString, field);
    CliHarness harness;
    QStringList arguments = creation({});
    if (options.first() == u"--amount")
        arguments[arguments.indexOf(u"--amount"_s) + 1] = options.last();
    else
        arguments += options;
    const CliCall call = harness.call(arguments);
    QCOMPARE(call.errorName(), name);
    QCOMPARE(call.error()["field"_L1].toString(), field);
    QCOMPARE(call.status, 1);
    QVERIFY(call.out.isEmpty());
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void GrantNounTest::malformedCalls_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("funding") << u"create --funding gift"_s;
    QTest::newRow("availability") << u"create --availability later"_s;
    QTest::newRow("availability that nobody pays for") << u"create --availability on_settlement"_s;
    QTest::newRow("label without a value") << u"create --label deal"_s;
    QTest::newRow("label without a name") << u"create --label =x"_s;
    QTest::newRow("label twice") << u"create --label a=1 --label a=2"_s;
    QTest::newRow("status of a list") << u"list --status gone"_s;
    QTest::newRow("origin of a list") << u"list --origin heaven"_s;
    QTest::newRow("payment back to pending") << u"payment 000000000001 --status pending"_s;
    QTest::newRow("payment unknown") << u"payment 000000000001 --status paid"_s;
    QTest::newRow("payment without a status") << u"payment 000000000001"_s;
    QTest::newRow("nothing consumed") << u"consume 000000000001 --reason x"_s;
    QTest::newRow("none shown") << u"show"_s;
}

void GrantNounTest::malformedCalls()
{
    QFETCH(QString, words);
    CliHarness harness;
    QStringList arguments = words.split(u' ');
    const QString verb = arguments.takeFirst();
    const CliCall call =
        harness.call(verb == u"create" ? creation(arguments) : QStringList{u"grant"_s, verb} + arguments);
    QCOMPARE(call.status, 2);
    QVERIFY(call.out.isEmpty());
    QVERIFY(harness.gateway.log.writes.isEmpty());
}

void GrantNounTest::reasonsAreTheDatabasesBusiness()
{
    CliHarness harness;
    QStringList arguments = creation({});
    arguments.remove(arguments.indexOf(u"--reason"_s), 2);
    QCOMPARE(harness.call(arguments).status, 0);
    QVERIFY(harness.gateway.log.writes.last().reason.isEmpty());
}

void GrantNounTest::lists()
{
    CliHarness harness;
    const CliCall first = harness.call("grant list --limit 1");
    QCOMPARE(first.object()["items"_L1].toArray().size(), 1);
    QCOMPARE(first.object()["next"_L1].toString(), u"1"_s);
    QVERIFY(harness.call("grant list --limit 1 --after 1").object()["next"_L1].isNull());
    harness.gateway.grants.most = 1; // a page of the database may hold less than was asked for
    const CliCall both = harness.call("grant list --limit 2");
    QCOMPARE(both.object()["items"_L1].toArray().size(), 2);
    QVERIFY(both.object()["next"_L1].isNull());
    QCOMPARE(harness.call("grant list --limit 1").object()["next"_L1].toString(), u"1"_s);
    const QList<QByteArray> lines = harness.call("grant list --all").out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(QJsonDocument::fromJson(lines.first()).object()["available"_L1].toString(), u"15.00"_s);
    QVERIFY(harness.call("grant list --table").out.contains("Acme"));
}

void GrantNounTest::listFilters()
{
    CliHarness harness;
    QCOMPARE(harness
                 .call({u"grant"_s, u"list"_s, u"--organization"_s, organizationIdOf(2).toText(), u"--event"_s,
                        eventIdOf(2).toText(), u"--status"_s, u"voided"_s, u"--origin"_s, u"purchase"_s})
                 .status,
             0);
    const GrantQuery &asked = harness.gateway.grants.asked;
    QCOMPARE(asked.organization, organizationIdOf(2));
    QCOMPARE(asked.event, eventIdOf(2));
    QVERIFY(asked.status == GrantStatus::Voided && asked.origin == GrantOrigin::Purchase && !asked.depleted);
    harness.call("grant list --status depleted");
    QVERIFY(harness.gateway.grants.asked.depleted && !harness.gateway.grants.asked.status);
    QCOMPARE(harness.call("grant list --organization nobody-at-all").errorName(), u"not_found"_s);
    QCOMPARE(harness.call("grant list --organization 0190f3e5").errorName(), u"ambiguous_id"_s);
    QCOMPARE(harness.call("grant list --event nothing-like-it").errorName(), u"not_found"_s);
}

void GrantNounTest::showsEntries()
{
    CliHarness harness;
    const CliCall call = harness.call("grant show 000000000002");
    QCOMPARE(call.object()["name"_L1].toString(), u"Credit 2"_s);
    const QJsonObject entry = call.object()["entries"_L1].toArray().first().toObject();
    QCOMPARE(entry["type"_L1].toString(), u"funded"_s);
    QCOMPARE(entry["actor"_L1].toString(), u"admin:alice"_s);
    QCOMPARE(harness.call("grant show 0190f3d4").errorName(), u"ambiguous_id"_s);
    QCOMPARE(harness.call("grant show 0190ffff").errorName(), u"not_found"_s);
}

void GrantNounTest::showsATable()
{
    CliHarness harness;
    const QByteArray table = harness.call("grant show 000000000001 --table").out;
    QVERIFY2(table.contains("Credit 1") && table.contains("funded") && table.contains("issuer"), table.constData());
}

void GrantNounTest::showsWhatIsUnpaid()
{
    CliHarness harness;
    Grant &failed = harness.gateway.grants.grants[1];
    failed.paymentStatus = PaymentStatus::Failed;
    failed.unpaid = failed.consumed = Money(7 * Money::unit / 2, Currency());
    QCOMPARE(harness.call("grant show 000000000002").object()["unpaid"_L1].toString(), u"3.50"_s);
    QCOMPARE(harness.call("grant show 000000000001").object()["unpaid"_L1].toString(), u"0.00"_s);
    const QByteArray shown = harness.call("grant show 000000000002 --table").out;
    const qsizetype at = shown.indexOf("\nUnpaid ");
    QVERIFY2(at >= 0 && shown.mid(at, shown.indexOf('\n', at + 1) - at).contains("3.50"), shown.constData());
    const QList<QByteArray> listed = harness.call("grant list --table").out.split('\n');
    QVERIFY2(listed.value(0).contains("Unpaid"), listed.value(0).constData());
    QCOMPARE(listed.value(1).count(" 0.00"), 1); // the one that is paid, or a gift, owes nothing
    QVERIFY2(listed.value(2).contains("3.50"), listed.value(2).constData());
}

void GrantNounTest::payments()
{
    for (const auto &[word, status] :
         {std::pair(u"authorized"_s, PaymentStatus::Authorized), std::pair(u"settled"_s, PaymentStatus::Settled),
          std::pair(u"failed"_s, PaymentStatus::Failed)}) {
        CliHarness harness;
        const CliCall call = harness.call(
            {u"grant"_s, u"payment"_s, u"000000000002"_s, u"--status"_s, word, u"--reference"_s, u"INV-7"_s});
        QCOMPARE(call.status, 0);
        QCOMPARE(harness.gateway.grants.payment.grant, grantIdOf(2));
        QVERIFY(harness.gateway.grants.payment.status == status);
        QCOMPARE(harness.gateway.grants.payment.reference, u"INV-7"_s);
        QCOMPARE(call.object()["replayed"_L1].toBool(true), false);
    }
}

void GrantNounTest::consumes()
{
    CliHarness harness;
    const CliCall call =
        harness.call("grant consume 000000000001 --amount 12.5 --reason workshop --reference B-1 --key k --as mara");
    QCOMPARE(call.status, 0);
    const Consumption &used = harness.gateway.grants.consumption;
    QCOMPARE(used.grant, grantIdOf(1));
    QCOMPARE(used.amount, u"12.50"_s);
    QCOMPARE(used.reference, u"B-1"_s);
    QCOMPARE(harness.gateway.log.writes.last().reason, u"workshop"_s);
    QCOMPARE(harness.gateway.log.writes.last().as, u"mara"_s);
    QCOMPARE(harness.call("grant consume 000000000001 --amount 0 --reason x").errorName(), u"invalid_amount"_s);
    QCOMPARE(harness.gateway.log.writes.size(), 1);
}

void GrantNounTest::refusalsPassThrough()
{
    CliHarness harness;
    harness.gateway.log.fail = Failure::named(u"payment_transition_invalid"_s,
                                              u"A payment that is failed cannot become settled."_s, u"status"_s);
    const CliCall call = harness.call("grant payment 000000000001 --status settled");
    QCOMPARE(call.status, 1);
    QCOMPARE(call.errorName(), u"payment_transition_invalid"_s);
    QCOMPARE(call.error()["field"_L1].toString(), u"status"_s);
    QVERIFY(call.out.isEmpty());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::GrantNounTest)
#include "grant_noun_test.moc"
