// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/console_driver.h"
#include "e2e/console_fixture.h"
#include "e2e/console_world.h"

#include "ui/shell/main_window.h"
#include "ui/shell/page.h"

#include <QAction>
#include <QCryptographicHash>
#include <QFile>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// What a desk does now and then with events, codes, customers and grants that are there: each chore is clicked and
/// typed in the whole console, and looked up in the database afterwards. They leave each other alone.
class ConsoleChoresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noTwoActionsShareAShortcut_data();
    void noTwoActionsShareAShortcut();
    void aPaymentIsNoted();
    void allOfAnOrganizationIsVoided();
    void aCodeIsReissued();
    void aKeyIsRotated();
    void aCodeIsChangedAndThatUndone_data();
    void aCodeIsChangedAndThatUndone();
    void anEventIsEdited();
    void anEventIsBroughtBack();
    void anArchivingIsUndone();
    void claimsAreExported();
    void productionIsUnlockedForAWhile();
    void theDoctorIsContent();
    /// One that failed shall not take the others with it.
    void cleanup() { m_admin->leaveDialogs(); }
    void cleanupTestCase() { m_admin.reset(); }

private:
    static const WindowPage *pageOf(const QWidget *widget);
    QString sql(const QString &statement) const { return m_world.sql(statement); }
    [[nodiscard]] QString stateOf(const QString &code) const
    {
        return sql(
            u"SELECT k.state FROM scrip.code k JOIN credit_event_codes c ON c.id = k.id WHERE c.code = '%1'"_s.arg(
                code));
    }
    [[nodiscard]] QString archivedAt(const QString &event) const
    {
        return sql(u"SELECT coalesce(d.archived_at::text, 'no') FROM scrip.event_detail d JOIN credit_events e ON "
                   "e.id = d.event_id WHERE e.name = '%1'"_s.arg(event));
    }
    /// The page of events with those of a state.
    bool openEvents(const QString &state) { return m_admin->openPage(u"Events"_s) && m_admin->click(state); }
    /// Fills in the dialog that asks for a reason, and sends it.
    bool giveReason(const QString &reason, const QString &submit)
    {
        return m_admin->type(u"Reason"_s, reason) && m_admin->click(submit);
    }
    bool findCustomer(const QString &wanted, const QString &shows)
    {
        return m_admin->openPage(u"Customers"_s) &&
               m_admin->enter(u"E-mail, code, organization, id, key…"_s, wanted) && m_admin->sees(shows);
    }

    PrivateCluster m_cluster;
    ConsoleWorld m_world{m_cluster};
    QTemporaryDir m_files{u"/tmp/scrip-chores-XXXXXX"_s};
    std::unique_ptr<ConsoleDriver> m_admin;
};

void ConsoleChoresTest::initTestCase()
{
    QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    QVERIFY(m_world.fill());
    m_admin = std::make_unique<ConsoleDriver>(m_world.dsn());
    QTRY_VERIFY(m_admin->isConnected());
}

void ConsoleChoresTest::noTwoActionsShareAShortcut_data()
{
    QTest::addColumn<QString>("title");
    const QList<PageSpec> pages = m_admin->window()->pageSpecs();
    for (const PageSpec &page : pages)
        QTest::newRow(qPrintable(page.id)) << QString(page.title).remove(u'&');
}

/// The page that a widget is on, or whose menu it is.
const WindowPage *ConsoleChoresTest::pageOf(const QWidget *widget)
{
    while (widget && !qobject_cast<const WindowPage *>(widget))
        widget = widget->parentWidget();
    return static_cast<const WindowPage *>(widget);
}

void ConsoleChoresTest::noTwoActionsShareAShortcut()
{
    QFETCH(QString, title);
    STEP(m_admin->openPage(title));
    // What a key reaches: of the window and of all that is on it but the other pages.
    const WindowPage *here = m_admin->window()->currentPage();
    QList<QWidget *> widgets = m_admin->window()->findChildren<QWidget *>();
    widgets.append(m_admin->window());
    QHash<QString, QSet<QAction *>> by;
    for (const QWidget *widget : std::as_const(widgets)) {
        const WindowPage *page = pageOf(widget);
        const QList<QAction *> actions = page && page != here ? QList<QAction *>() : widget->actions();
        for (QAction *action : actions) {
            const QList<QKeySequence> keys = action->shortcuts();
            for (const QKeySequence &key : keys) {
                if (action->shortcutContext() == Qt::WindowShortcut)
                    by[key.toString()].insert(action);
            }
        }
    }
    QVERIFY(by.contains(u"Ctrl+K"_s));
    for (auto key = by.cbegin(); key != by.cend(); ++key) {
        QStringList texts;
        for (const QAction *action : key.value())
            texts << action->text();
        QVERIFY2(texts.size() == 1, qPrintable(key.key() + u": "_s + texts.join(u", "_s)));
    }
}

void ConsoleChoresTest::aPaymentIsNoted()
{
    STEP(m_admin->openPage(u"Grants"_s));
    STEP(m_admin->selectRow(u"pay"_s));
    QTRY_COMPARE(m_admin->cell(u"pay"_s, u"Status"_s).toLower(), u"pending"_s);
    STEP(m_admin->act(u"Payment…"_s));
    STEP(m_admin->sees(u"$8.00 become available now."_s));
    STEP(m_admin->choose(u"It became"_s, u"Authorized"_s));
    STEP(m_admin->sees(u"$8.00 stay pending until the payment is settled."_s));
    STEP(m_admin->choose(u"It became"_s, u"Settled"_s));
    STEP(m_admin->type(u"Reference"_s, u"INV-2099-7"_s));
    STEP(m_admin->click(u"Mark as settled"_s));
    STEP(m_admin->sees(u"$8.00 are available and $0.00 pending."_s));
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
    QTRY_COMPARE(m_admin->cell(u"pay"_s, u"Available"_s), u"$8.00"_s);
    QCOMPARE(sql(u"SELECT payment_status || ' ' || payment_reference FROM scrip.grant WHERE name = 'pay'"_s),
             u"settled INV-2099-7"_s);
}

void ConsoleChoresTest::allOfAnOrganizationIsVoided()
{
    STEP(m_world.run(
        u"SELECT scrip.create_grant('second', NULL, (SELECT organization_id FROM scrip.grant WHERE name = "
        "'match'), '{\"amount\": \"4\", \"name\": \"other\"}', 'test')"_s));
    STEP(m_admin->openPage(u"Grants"_s));
    STEP(m_admin->selectRow(u"match"_s));
    STEP(m_admin->act(u"Only this organization"_s));
    STEP(m_admin->act(u"Void all that match…"_s));
    STEP(m_admin->sees(u"Void 2 grant(s)"_s));
    STEP(m_admin->type(u"Reason"_s, u"left for good"_s));
    STEP(m_admin->type(u"To confirm, type how many grants"_s, u"3"_s));
    QCOMPARE(m_admin->reasonAgainstButton(u"Void 2 grant(s)"_s), u"Type 2 to confirm"_s);
    STEP(m_admin->type(u"To confirm, type how many grants"_s, u"2"_s));
    STEP(m_admin->click(u"Void 2 grant(s)"_s));
    STEP(m_admin->sees(u"Each void is in the ledger and in the audit."_s));
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
    QTRY_COMPARE(m_admin->cell(u"match"_s, u"Status"_s).toLower(), u"voided"_s);
    STEP(m_admin->act(u"Clear filters"_s));
    QCOMPARE(sql(u"SELECT sum(amount) FROM scrip_vault.entry WHERE type = 'voided' AND reason = 'left for good'"_s),
             u"12000000000"_s);
}

void ConsoleChoresTest::aCodeIsReissued()
{
    const QString old = m_world.code(u"Devcon"_s, 4);
    STEP(findCustomer(old, u"Timeline"_s));
    STEP(m_admin->act(u"Reissue code…"_s));
    STEP(m_admin->sees(u"The old one is dead for good."_s));
    STEP(giveReason(u"lost in the post"_s, u"Reissue"_s));
    STEP(m_admin->sees(u"This is shown once"_s));
    const QString fresh = m_admin->content(u"New code"_s);
    QVERIFY(!fresh.isEmpty() && fresh != old);
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
    QVERIFY(!m_admin->screen().contains(fresh));
    QCOMPARE(stateOf(old), u"reissued"_s);
    QCOMPARE(stateOf(fresh), u"available"_s);
    QTRY_COMPARE(m_admin->reasonAgainst(u"Reissue code…"_s), u"This code was replaced already"_s);
}

void ConsoleChoresTest::aKeyIsRotated()
{
    STEP(findCustomer(u"rotated@example.com"_s, u"sk-7654321"_s));
    STEP(m_admin->act(u"Rotate key…"_s));
    STEP(m_admin->sees(u"The API key sk-7654321… of rotated@example.com stops working at once"_s));
    STEP(giveReason(u"it leaked"_s, u"Rotate key"_s));
    STEP(m_admin->sees(u"This is shown once"_s));
    const QString key = m_admin->content(u"New API key"_s);
    const QString hash =
        QString::fromLatin1(QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex());
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->seesNoDialog());
    QVERIFY(!m_admin->screen().contains(key));
    STEP(m_admin->sees(key.left(8)));
    const QString works = u"SELECT count(*) FROM api_keys WHERE key_hash = '%1' AND is_active"_s;
    QCOMPARE(sql(works.arg(hash)), u"1"_s);
    QCOMPARE(
        sql(works.arg(QString::fromLatin1(QCryptographicHash::hash("rotated", QCryptographicHash::Sha256).toHex()))),
        u"0"_s);
}

void ConsoleChoresTest::aCodeIsChangedAndThatUndone_data()
{
    QTest::addColumn<int>("serial");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("againstOther");
    QTest::addColumn<QString>("effect");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("disabled") << 5 << u"Disable"_s << u"Enable…"_s << u"Only disabled codes can be enabled"_s
                              << u"1 code(s) can no longer be claimed until enabled again."_s << u"available"_s
                              << u"disabled"_s;
    QTest::newRow("enabled") << 6 << u"Enable"_s << u"Disable…"_s << u"Only available codes can be disabled"_s
                             << u"1 code(s) can be claimed again."_s << u"disabled"_s << u"available"_s;
}

void ConsoleChoresTest::aCodeIsChangedAndThatUndone()
{
    QFETCH(const int, serial);
    QFETCH(const QString, action);
    QFETCH(const QString, other);
    QFETCH(const QString, againstOther);
    QFETCH(const QString, effect);
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    const QString code = m_world.code(u"Devcon"_s, serial);
    STEP(m_admin->openPage(u"Codes"_s));
    STEP(m_admin->selectRow(code.right(4)));
    QTRY_COMPARE(m_admin->reasonAgainst(other), againstOther);
    STEP(m_admin->act(action + u"…"_s));
    STEP(m_admin->sees(effect));
    STEP(giveReason(u"a suspicion"_s, action));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"1 code(s) %1d"_s.arg(action.toLower())));
    QCOMPARE(stateOf(code), after);
    STEP(m_admin->click(u"Undo"_s));
    STEP(m_admin->sees(u"Undone for 1 code(s)"_s));
    QCOMPARE(stateOf(code), before);
    QTRY_COMPARE(m_admin->cell(code.right(4), u"State"_s), before);
}

void ConsoleChoresTest::anEventIsEdited()
{
    STEP(openEvents(u"All"_s));
    STEP(m_admin->selectRow(u"To edit"_s));
    STEP(m_admin->act(u"Edit…"_s));
    QCOMPARE(m_admin->content(u"Name"_s), u"To edit"_s);
    STEP(m_admin->type(u"Name"_s, u"Summer school"_s));
    STEP(m_admin->type(u"Most claims"_s, u"80"_s));
    STEP(m_admin->sees(u"with the codes there are now"_s));
    STEP(m_admin->click(u"Save changes"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"Summer school is saved"_s));
    QTRY_VERIFY(m_admin->cell(u"Summer school"_s, u"Claimed of cap"_s).contains(u"80"));
    QCOMPARE(sql(u"SELECT count(*) FROM credit_events WHERE name = 'Summer school' AND max_claims = 80"_s), u"1"_s);
    QCOMPARE(sql(u"SELECT count(*) FROM credit_events WHERE name = 'To edit'"_s), u"0"_s);
}

void ConsoleChoresTest::anEventIsBroughtBack()
{
    STEP(openEvents(u"Archived"_s));
    STEP(m_admin->selectRow(u"To return"_s));
    QTRY_COMPARE(m_admin->reasonAgainst(u"Edit…"_s), u"It is archived: bring it back first"_s);
    STEP(m_admin->act(u"Bring back from the archive…"_s));
    STEP(m_admin->sees(u"The event returns to the lists"_s));
    STEP(giveReason(u"a second round"_s, u"Bring back"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"To return is back"_s));
    QCOMPARE(archivedAt(u"To return"_s), u"no"_s);
    STEP(m_admin->click(u"All"_s));
    QTRY_COMPARE(m_admin->cell(u"To return"_s, u"Status"_s).toLower(), u"active"_s);
}

void ConsoleChoresTest::anArchivingIsUndone()
{
    STEP(openEvents(u"All"_s));
    STEP(m_admin->selectRow(u"To archive"_s));
    STEP(m_admin->act(u"Archive…"_s));
    STEP(giveReason(u"over"_s, u"Archive event"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"To archive is archived"_s));
    QVERIFY(archivedAt(u"To archive"_s) != u"no");
    STEP(m_admin->click(u"Undo"_s));
    STEP(m_admin->sees(u"To archive is back"_s));
    QCOMPARE(archivedAt(u"To archive"_s), u"no"_s);
}

void ConsoleChoresTest::claimsAreExported()
{
    const QString path = m_files.filePath(u"claims.csv"_s);
    STEP(m_admin->openPage(u"Claims"_s));
    STEP(m_admin->selectRow(u"released@example.com"_s));
    STEP(m_admin->act(u"Export…"_s));
    STEP(m_admin->sees(u"2 claims: all there are."_s));
    STEP(m_admin->sees(u"The file will hold e-mail addresses."_s));
    STEP(m_admin->type(u"File"_s, path));
    STEP(m_admin->click(u"Export"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"2 claims in claims.csv"_s));
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("released@example.com") && text.contains("rotated@example.com"));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    // A code is the customer's: the file holds what the table shows of it.
    QVERIFY(!text.contains(m_world.code(u"Devcon"_s, 1).toUtf8()));
}

void ConsoleChoresTest::productionIsUnlockedForAWhile()
{
    STEP(m_admin->openPage(u"Grants"_s));
    STEP(m_admin->selectRow(u"Org void"_s));
    STEP(m_world.run(u"SELECT scrip.set_setting('on', NULL, 'environment', 'production')"_s));
    STEP(m_admin->sees(u"Read-only: nothing here can change data."_s));
    QTRY_COMPARE(m_admin->reasonAgainst(u"Void…"_s), u"Production is locked: unlock it to write"_s);
    STEP(m_admin->click(u"Unlock writing…"_s));
    STEP(m_admin->click(u"5 min"_s));
    QCOMPARE(m_admin->reasonAgainstButton(u"Unlock 5 min"_s), u"A reason is needed"_s);
    STEP(giveReason(u"a refund"_s, u"Unlock 5 min"_s));
    STEP(m_admin->seesNoDialog());
    STEP(m_admin->sees(u"Writing is unlocked, and locks again in"_s));
    QCOMPARE(
        sql(u"SELECT count(*) FROM scrip.unlock WHERE reason = 'a refund' AND round(extract(epoch FROM until - at)) = 300"_s),
        u"1"_s);
    STEP(m_admin->act(u"Void…"_s));
    STEP(giveReason(u"asked to"_s, u"Void $8.00"_s));
    STEP(m_admin->sees(u"Voided $8.00 of"_s));
    STEP(m_admin->click(u"Close"_s));
    STEP(m_admin->click(u"Lock writing now"_s));
    STEP(m_admin->sees(u"Read-only: nothing here can change data."_s));
    QTRY_COMPARE(m_admin->reasonAgainst(u"New grant…"_s), u"Production is locked: unlock it to write"_s);
    STEP(m_world.run(u"SELECT scrip.unlock('away', NULL, 60, 'the end'); "
                     "SELECT scrip.set_setting('at ease', NULL, 'environment', NULL)"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_admin->screen().contains(u"Read-only"_s), 15'000);
}

void ConsoleChoresTest::theDoctorIsContent()
{
    QCOMPARE(whatAils(m_world.dsn()), QString());
}

SCRIP_CONSOLE_TEST_MAIN(ConsoleChoresTest)
#include "tst_console_chores.moc"
