// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Machines whose clocks are years off: only the server's time decides, and what is shown is the server's.
class CliClocksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_scrip.call("sandbox set-time --real"); }
    void theClockIsWrong_data() { clocks(); }
    void theClockIsWrong();
    void judgesDatesByTheServer_data() { clocks(); }
    void judgesDatesByTheServer();
    void claimsAndVoidsAsIfNothing_data() { clocks(); }
    void claimsAndVoidsAsIfNothing();
    void theServersDeadlineCounts_data() { clocks(); }
    void theServersDeadlineCounts();
    void whatExpiredThereIsExpired_data() { clocks(); }
    void whatExpiredThereIsExpired();

private:
    static void clocks();
    /// The environment of a program with that clock.
    static QStringList wrong(qint64 shift)
    {
        return {u"LD_PRELOAD=" SCRIP_SHIFTED_CLOCK ""_s, u"CLOCK_SHIFT="_s + QString::number(shift),
                u"ASAN_OPTIONS=verify_asan_link_order=0"_s};
    }
    [[nodiscard]] ProgramCall call(qint64 shift, const QString &words) const
    {
        return m_scrip.call(words.split(u' '), wrong(shift));
    }
    [[nodiscard]] QString event(qint64 shift, int days) const;
    [[nodiscard]] QString code(qint64 shift, const QString &event) const;
    static QString in(int days) { return QDateTime::currentDateTimeUtc().addDays(days).toString(Qt::ISODate); }
    static bool isNow(const QJsonValue &time)
    {
        return qAbs(QDateTime::fromString(time.toString(), Qt::ISODate).secsTo(QDateTime::currentDateTimeUtc())) <
               600;
    }

    SandboxProcess m_scrip;
};

void CliClocksTest::clocks()
{
    constexpr qint64 year = 365LL * 24 * 3600;
    QTest::addColumn<qint64>("shift");
    QTest::newRow("ten years ahead") << 10 * year;
    QTest::newRow("ten years behind") << -10 * year;
}

void CliClocksTest::initTestCase()
{
    QVERIFY(m_scrip.call("event list").status == 0);
}

QString CliClocksTest::event(qint64 shift, int days) const
{
    const ProgramCall made = call(shift, u"event create --name Fair --amount 25 --credit-expires "_s + in(days));
    if (made.status != 0)
        qWarning("%s", made.told().constData());
    return made.object()["id"_L1].toString();
}

QString CliClocksTest::code(qint64 shift, const QString &event) const
{
    const ProgramCall made = call(shift, u"code generate --count 1 --reveal --event "_s + event);
    return made.object()["codes"_L1].toArray().first().toString();
}

/// Else the others would show nothing.
void CliClocksTest::theClockIsWrong()
{
    QFETCH(const qint64, shift);
    const QString path = m_scrip.path(u"told.json"_s);
    QCOMPARE(call(shift, u"diagnostics --overwrite --output "_s + path).status, 0);
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
    const QDateTime told = QDateTime::fromString(report["at"_L1].toString(), Qt::ISODate);
    QVERIFY2(qAbs(QDateTime::currentDateTimeUtc().addSecs(shift).secsTo(told)) < 600,
             report["at"_L1].toString().toUtf8().constData());
}

void CliClocksTest::judgesDatesByTheServer()
{
    QFETCH(const qint64, shift);
    // To one of the clocks the first is long past, to the other the second is far ahead.
    const ProgramCall made = call(shift, u"event create --name Soon --amount 1 --credit-expires "_s + in(30));
    QVERIFY2(made.status == 0, made.err.constData());
    QCOMPARE(made.object()["status"_L1].toString(), u"active"_s);
    QVERIFY(isNow(made.object()["created_at"_L1]));
    QCOMPARE(call(shift, u"event create --name Past --amount 1 --credit-expires "_s + in(-30)).errorName(),
             u"invalid_date"_s);
}

void CliClocksTest::claimsAndVoidsAsIfNothing()
{
    QFETCH(const qint64, shift);
    const QString fair = event(shift, 30);
    const QString email = u"ana%1@example.com"_s.arg(qAbs(shift) + (shift < 0));
    QCOMPARE(m_scrip.call({u"sandbox"_s, u"add-user"_s, u"--email"_s, email}).status, 0);
    const ProgramCall claimed =
        call(shift, u"claim create --event %1 --code %2 --email %3"_s.arg(fair, code(shift, fair), email));
    QVERIFY2(claimed.status == 0, claimed.err.constData());
    const QJsonObject claim = claimed.object()["claim"_L1].toObject();
    QVERIFY(isNow(claim["claimed_at"_L1]));
    // A period is what the words say, whatever this machine takes for today.
    const QJsonArray listed = call(shift, u"claim list --event %1 --from %2 --to %3"_s.arg(fair, in(-1), in(1)))
                                  .object()["items"_L1]
                                  .toArray();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed.first()["id"_L1], claim["id"_L1]);
    const QString grant = claim["grant_id"_L1].toString();
    QCOMPARE(call(shift, u"grant list --status active --event "_s + fair).object()["items"_L1].toArray().size(), 1);
    const QJsonObject preview = call(shift, u"grant void %1 --preview"_s.arg(grant)).object();
    QCOMPARE(preview["forfeited"_L1].toString(), u"25.00"_s);
    const ProgramCall voided = call(shift, u"grant void %1 --reason fraud"_s.arg(grant));
    QVERIFY2(voided.status == 0, voided.err.constData());
    QVERIFY(isNow(voided.object()["grant"_L1]["voided_at"_L1]));
    QCOMPARE(call(shift, u"attempts list --event "_s + fair).object()["items"_L1].toArray().size(), 1);
    const QJsonArray audited = call(shift, u"audit list --object "_s + grant).object()["items"_L1].toArray();
    QVERIFY(!audited.isEmpty() && isNow(audited.first()["at"_L1]));
}

void CliClocksTest::theServersDeadlineCounts()
{
    QFETCH(const qint64, shift);
    const ProgramCall made = call(
        shift, u"event create --name Late --amount 1 --claim-deadline %1 --credit-expires %2"_s.arg(in(10), in(90)));
    QVERIFY2(made.status == 0, made.err.constData());
    const QString late = made.object()["id"_L1].toString();
    const QString given = code(shift, late);
    QCOMPARE(m_scrip.call("sandbox add-user --email bo@example.com").status, 0);
    const QString words = u"claim %1 --event %2 --code %3 --email bo@example.com"_s;
    QCOMPARE(call(shift, words.arg(u"check"_s, late, given)).object()["claimable"_L1].toBool(), true);
    QCOMPARE(m_scrip.call("sandbox set-time --forward 11d").status, 0);
    QCOMPARE(call(shift, words.arg(u"create"_s, late, given)).errorName(), u"claim_deadline_passed"_s);
    QCOMPARE(call(shift, u"event show "_s + late).object()["status"_L1].toString(), u"ended"_s);
}

void CliClocksTest::whatExpiredThereIsExpired()
{
    QFETCH(const qint64, shift);
    const QString email = u"cleo%1@example.com"_s.arg(qAbs(shift) + (shift < 0));
    QCOMPARE(m_scrip.call({u"sandbox"_s, u"add-user"_s, u"--email"_s, email}).status, 0);
    const QString fair = event(shift, 5);
    const ProgramCall claimed =
        call(shift, u"claim create --event %1 --code %2 --email %3"_s.arg(fair, code(shift, fair), email));
    QVERIFY2(claimed.status == 0, claimed.err.constData());
    const QString grant = claimed.object()["claim"_L1]["grant_id"_L1].toString();
    QCOMPARE(m_scrip.call("sandbox set-time --forward 6d").status, 0);
    QCOMPARE(call(shift, u"grant show "_s + grant).object()["status"_L1].toString(), u"expired"_s);
    QCOMPARE(call(shift, u"grant void %1 --reason late"_s.arg(grant)).errorName(), u"grant_expired"_s);
    // A pass from a machine that takes it for unexpired books the expiry as any other does.
    QCOMPARE(call(shift, u"maintain --once"_s).status, 0);
    // The server's own clock stepping back brings nothing back: the expiry is written down.
    QCOMPARE(m_scrip.call("sandbox set-time --real").status, 0);
    QCOMPARE(call(shift, u"grant show "_s + grant).object()["status"_L1].toString(), u"expired"_s);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliClocksTest)
#include "cli_clocks_test.moc"
