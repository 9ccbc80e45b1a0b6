// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/connections/fake_connection_ports.h"

#include "ui/connections/connection_dialog.h"
#include "ui/connections/password_dialog.h"
#include "ui/connections/stage_list.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/segments.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::ConnectionBench;

/// Adding and editing a connection by mouse and keys, with ports that fail.
class TestConnectionDialog : public QObject
{
    Q_OBJECT
private:
    QWidget m_window;
    std::unique_ptr<ConnectionBench> m_bench;
    ConnectionDialog *m_dialog = nullptr;
    QPointer<ConnectionDialog> m_alive; ///< Dialogs delete themselves.

    void open(const ConnectionProfile &profile, const QString &replacing = {});
    QLineEdit *line(const QString &field) { return m_dialog->form()->line(field); }
    void type(const QString &field, const QString &text);
    void submit() { QTest::mouseClick(m_dialog->submitButton(), Qt::LeftButton); }
    static ConnectionProfile fresh();

private Q_SLOTS:
    void initTestCase() { testing::showOnScreen(&m_window, {1280, 800}); }
    void init() { m_bench = std::make_unique<ConnectionBench>(); }
    void cleanup();
    void addsAConnection();
    void takesEveryField();
    void saysAtTheFieldWhatIsWrong();
    void doesNotScoldAnUntouchedName();
    void triesItOutWithoutSaving();
    void keepsTheFocusWhileItTests();
    void forgetsATestOfSomethingElse();
    void testsWithThePasswordOfTheKeyring();
    void asksBeforeItDiscards();
    void losesNothingWithoutAKeyring();
    void showsARefusalOfTheBook();
    void takesAPasswordOutOfTheKeyring();
    void keepsWhatTheKeyringHas();
    void takesTheFileOfThePrompt();
    void asksForAPassword();
    void looksRight();
};

ConnectionProfile TestConnectionDialog::fresh()
{
    ConnectionProfile profile;
    profile.safety = SafetyLevel::Production;
    return profile;
}

void TestConnectionDialog::open(const ConnectionProfile &profile, const QString &replacing)
{
    m_dialog = new ConnectionDialog(m_bench->ports(), profile, replacing, &m_window);
    m_alive = m_dialog;
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestConnectionDialog::cleanup()
{
    delete m_alive.data();
    m_bench.reset();
}

void TestConnectionDialog::type(const QString &field, const QString &text)
{
    line(field)->setFocus();
    line(field)->selectAll();
    QTest::keyClicks(line(field), text);
}

void TestConnectionDialog::addsAConnection()
{
    open(fresh());
    QSignalSpy saved(m_dialog, &ConnectionDialog::saved);
    type(u"name"_s, u"billing-eu"_s);
    type(u"host"_s, u"db.example.com"_s);
    type(u"database"_s, u"billing"_s);
    type(u"user"_s, u"mara"_s);
    type(u"password"_s, u"hush-hush"_s);
    submit();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(m_bench->book.profiles.size(), 1);
    ConnectionProfile stored = m_bench->book.profiles.first();
    QCOMPARE(m_bench->secrets.kept.value(stored.keyringEntry), u"hush-hush"_s);
    QVERIFY(!QString::fromUtf8(QJsonDocument(toJson(stored)).toJson()).contains(u"hush"_s));
    stored.keyringEntry.clear();
    QCOMPARE(stored, ConnectionBench::billing());
    QTRY_VERIFY(!m_alive);
}

void TestConnectionDialog::takesEveryField()
{
    m_bench->book.known = {u"base"_s};
    open(fresh());
    type(u"name"_s, u"s"_s);
    type(u"port"_s, u"6543"_s);
    type(u"ca_file"_s, u"/etc/ssl/ca.crt"_s);
    type(u"tunnel"_s, u"mara@gate:2222"_s);
    m_dialog->form()->safety()->setCurrent(1);
    QComboBox *mode = m_dialog->form()->sslMode();
    mode->setCurrentIndex(mode->findData(u"verify-ca"_s));
    auto *service = qobject_cast<QComboBox *>(m_dialog->form()->form(u"service"_s)->field());
    service->setCurrentIndex(service->findData(u"base"_s));
    submit();
    QTRY_VERIFY(!m_alive);
    const ConnectionProfile stored = m_bench->book.profiles.value(0);
    QCOMPARE(stored.port, 6543);
    QCOMPARE(stored.caFile, u"/etc/ssl/ca.crt"_s);
    QCOMPARE(stored.tunnel, u"mara@gate:2222"_s);
    QCOMPARE(stored.safety, std::optional(SafetyLevel::Staging));
    QCOMPARE(stored.sslMode, u"verify-ca"_s);
    QCOMPARE(stored.service, u"base"_s);
    QVERIFY(stored.keyringEntry.isEmpty());
    QVERIFY(m_bench->secrets.kept.isEmpty());
}

void TestConnectionDialog::saysAtTheFieldWhatIsWrong()
{
    open(ConnectionBench::billing(), u"billing-eu"_s);
    type(u"port"_s, u"70000"_s);
    QVERIFY(m_dialog->form()->form(u"port"_s)->hasError());
    QVERIFY2(m_dialog->obstacle().contains(u"Port"_s), qPrintable(m_dialog->obstacle()));
    QVERIFY(!m_dialog->submitButton()->isEnabled());
    QVERIFY(!m_dialog->testButton()->isEnabled());
    type(u"port"_s, u"many"_s);
    QVERIFY(m_dialog->form()->form(u"port"_s)->hasError());
    type(u"port"_s, u"5433"_s);
    QVERIFY(!m_dialog->form()->form(u"port"_s)->hasError());
    QVERIFY(m_dialog->submitButton()->isEnabled());
    type(u"tunnel"_s, u"-oProxyCommand=x"_s);
    QVERIFY(m_dialog->form()->form(u"tunnel"_s)->hasError());
}

void TestConnectionDialog::doesNotScoldAnUntouchedName()
{
    open(fresh());
    FormField *name = m_dialog->form()->form(u"name"_s);
    QVERIFY(!name->hasError());
    QVERIFY(!m_dialog->submitButton()->isEnabled());
    QVERIFY(m_dialog->testButton()->isEnabled()); // trying needs no name
    type(u"name"_s, u"a"_s);
    QTest::keyClick(line(u"name"_s), Qt::Key_Backspace);
    QVERIFY(name->hasError());
}

void TestConnectionDialog::triesItOutWithoutSaving()
{
    open(ConnectionBench::billing(), u"billing-eu"_s);
    m_bench->tester.failAt(u"tls"_s, u"The connection could not be made safe."_s, u"Put the certificate there."_s);
    type(u"password"_s, u"hush-hush"_s);
    QSignalSpy tested(m_dialog, &ConnectionDialog::tested);
    QTest::mouseClick(m_dialog->testButton(), Qt::LeftButton);
    QTRY_COMPARE(tested.size(), 1);
    QCOMPARE(m_bench->tester.asked.value(0).password, u"hush-hush"_s);
    const StageList *stages = m_dialog->stages();
    QCOMPARE(stages->textOf(u"connect"_s), u"Fine at connect."_s);
    QCOMPARE(stages->textOf(u"tls"_s), u"The connection could not be made safe. Put the certificate there."_s);
    QVERIFY(!stages->textOf(u"login"_s).contains(u"Fine"_s));
    QVERIFY(m_bench->book.profiles.isEmpty());
    QVERIFY(m_bench->secrets.kept.isEmpty());
    QVERIFY(m_dialog->testButton()->isEnabled());
    // What is written now was not tried.
    type(u"host"_s, u"other.example.com"_s);
    QVERIFY(!stages->textOf(u"connect"_s).contains(u"Fine"_s));
}

void TestConnectionDialog::keepsTheFocusWhileItTests()
{
    open(fresh());
    type(u"name"_s, u"billing-eu"_s);
    type(u"host"_s, u"db.example.com"_s);
    type(u"database"_s, u"billing"_s);
    type(u"user"_s, u"mara"_s);
    m_bench->tester.holds = true;
    QSignalSpy tested(m_dialog, &ConnectionDialog::tested);
    m_dialog->testButton()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_dialog->testButton(), Qt::Key_Return);
    QVERIFY(m_dialog->testButton()->hasFocus());
    QTRY_COMPARE(m_bench->tester.asked.size(), 1);
    m_bench->tester.release(0);
    QTRY_COMPARE(tested.size(), 1);
    QVERIFY(m_dialog->testButton()->hasFocus());
    QSignalSpy saved(m_dialog, &ConnectionDialog::saved);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(saved.size(), 1);
}

void TestConnectionDialog::forgetsATestOfSomethingElse()
{
    open(ConnectionBench::billing(), u"billing-eu"_s);
    m_bench->tester.holds = true;
    QSignalSpy tested(m_dialog, &ConnectionDialog::tested);
    QTest::mouseClick(m_dialog->testButton(), Qt::LeftButton);
    QTest::mouseClick(m_dialog->testButton(), Qt::LeftButton); // it runs already
    QCOMPARE(m_bench->tester.asked.size(), 1);
    type(u"host"_s, u"other.example.com"_s);
    QTest::mouseClick(m_dialog->testButton(), Qt::LeftButton);
    m_bench->tester.release(0);
    QCoreApplication::processEvents();
    QCOMPARE(tested.size(), 0);
    m_bench->tester.release(1);
    QTRY_COMPARE(tested.size(), 1);
    QCOMPARE(m_bench->tester.asked.value(1).profile.host, u"other.example.com"_s);
}

void TestConnectionDialog::testsWithThePasswordOfTheKeyring()
{
    ConnectionProfile profile = ConnectionBench::billing();
    profile.keyringEntry = u"7f1c"_s;
    m_bench->secrets.kept.insert(u"7f1c"_s, u"hush-hush"_s);
    open(profile, profile.name);
    QSignalSpy tested(m_dialog, &ConnectionDialog::tested);
    QTest::mouseClick(m_dialog->testButton(), Qt::LeftButton);
    QTRY_COMPARE(tested.size(), 1);
    QCOMPARE(m_bench->tester.asked.value(0).password, u"hush-hush"_s);
    m_bench->secrets.answers = false;
    QTest::mouseClick(m_dialog->testButton(), Qt::LeftButton);
    QTRY_COMPARE(tested.size(), 2);
    QCOMPARE(m_bench->tester.asked.value(1).password, QString());
}

void TestConnectionDialog::asksBeforeItDiscards()
{
    open(fresh());
    m_bench->prompts.yes = false;
    type(u"host"_s, u"db.example.com"_s);
    QTest::keyClick(line(u"host"_s), Qt::Key_Escape);
    QCOMPARE(m_bench->prompts.asked, QStringList(u"Discard what you typed?"_s));
    QVERIFY(m_alive && m_dialog->isVisible());
    m_bench->prompts.yes = true;
    QTest::keyClick(line(u"host"_s), Qt::Key_Escape);
    QTRY_VERIFY(!m_alive);
}

void TestConnectionDialog::losesNothingWithoutAKeyring()
{
    m_bench->secrets.answers = false;
    open(ConnectionBench::billing());
    type(u"password"_s, u"hush-hush"_s);
    submit();
    QTRY_VERIFY(m_dialog->failureStrip()->isVisible());
    QVERIFY2(m_dialog->failureStrip()->text().contains(u"No keyring answers"_s),
             qPrintable(m_dialog->failureStrip()->text()));
    QVERIFY(!m_dialog->failureStrip()->text().contains(u"hush"_s));
    QVERIFY(m_bench->book.profiles.isEmpty());
    QCOMPARE(line(u"password"_s)->text(), u"hush-hush"_s);
    QTest::mouseClick(m_dialog->form()->keepPassword(), Qt::LeftButton, {},
                      QPoint(10, m_dialog->form()->keepPassword()->height() / 2));
    QVERIFY(!m_dialog->form()->keepPassword()->isChecked());
    submit();
    QTRY_VERIFY(!m_alive);
    QCOMPARE(m_bench->book.profiles.value(0), ConnectionBench::billing());
}

void TestConnectionDialog::showsARefusalOfTheBook()
{
    m_bench->book.refuses = Failure::named(u"invalid_name"_s, u"Another connection has that name."_s, u"name"_s);
    open(ConnectionBench::billing());
    submit();
    QTRY_VERIFY(m_dialog->form()->form(u"name"_s)->hasError());
    QVERIFY(m_dialog->failureStrip()->isVisible());
    m_bench->book.refuses.reset();
    type(u"name"_s, u"another"_s);
    QVERIFY(!m_dialog->failureStrip()->isVisible());
    submit();
    QTRY_VERIFY(!m_alive);
    QCOMPARE(m_bench->book.profiles.value(0).name, u"another"_s);
}

void TestConnectionDialog::takesAPasswordOutOfTheKeyring()
{
    ConnectionProfile profile = ConnectionBench::billing();
    profile.keyringEntry = u"7f1c"_s;
    m_bench->secrets.kept.insert(u"7f1c"_s, u"hush-hush"_s);
    open(profile, profile.name);
    m_dialog->form()->keepPassword()->click();
    submit();
    QTRY_VERIFY(!m_alive);
    QVERIFY(m_bench->secrets.kept.isEmpty());
    QVERIFY(m_bench->book.profiles.value(0).keyringEntry.isEmpty());
}

void TestConnectionDialog::keepsWhatTheKeyringHas()
{
    ConnectionProfile profile = ConnectionBench::billing();
    profile.keyringEntry = u"7f1c"_s;
    m_bench->book.profiles = {profile};
    m_bench->secrets.kept.insert(u"7f1c"_s, u"hush-hush"_s);
    open(profile, profile.name);
    type(u"name"_s, u"billing"_s);
    submit();
    QTRY_VERIFY(!m_alive);
    QCOMPARE(m_bench->book.profiles.size(), 1);
    QCOMPARE(m_bench->book.profiles.first().name, u"billing"_s);
    QCOMPARE(m_bench->book.profiles.first().keyringEntry, u"7f1c"_s);
    QCOMPARE(m_bench->secrets.kept.value(u"7f1c"_s), u"hush-hush"_s);
}

void TestConnectionDialog::takesTheFileOfThePrompt()
{
    open(fresh());
    m_bench->prompts.path = u"/etc/ssl/ca.crt"_s;
    QTest::mouseClick(m_dialog->form()->browse(), Qt::LeftButton);
    QCOMPARE(line(u"ca_file"_s)->text(), u"/etc/ssl/ca.crt"_s);
}

void TestConnectionDialog::asksForAPassword()
{
    auto *dialog =
        new PasswordDialog(u"billing on db.example.com:5432 as mara"_s, u"no password supplied"_s, true, &m_window);
    const QPointer<PasswordDialog> alive = dialog;
    QSignalSpy entered(dialog, &PasswordDialog::entered);
    dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QVERIFY(!dialog->submitButton()->isEnabled());
    QCOMPARE(dialog->field()->echoMode(), QLineEdit::Password);
    QCOMPARE(testing::namelessControls(dialog), QStringList());
    testing::saveGallery(&m_window, u"password"_s);
    QTest::keyClicks(dialog->field(), u"hush-hush"_s);
    QTest::keyClick(dialog->field(), Qt::Key_Return);
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered.first().at(0).toString(), u"hush-hush"_s);
    QCOMPARE(entered.first().at(1).toBool(), true);
    QTRY_VERIFY(!alive);
    PasswordDialog unsaved(u"x"_s, {}, false, &m_window);
    QVERIFY(!unsaved.keep()->isEnabled());
    QVERIFY(!unsaved.keep()->isChecked());
}

void TestConnectionDialog::looksRight()
{
    open(ConnectionBench::billing(), u"billing-eu"_s);
    QCOMPARE(testing::markupLabels(m_dialog), QStringList());
    QCOMPARE(testing::namelessControls(m_dialog), QStringList());
    QVERIFY(m_dialog->height() <= 760); // on a window of 800
    m_bench->tester.failAt(u"login"_s, u"The server does not let mara in: no password supplied."_s,
                           u"It wants a password, and there is none: put it into ~/.pgpass."_s);
    QTest::mouseClick(m_dialog->testButton(), Qt::LeftButton);
    QTRY_VERIFY(!m_dialog->stages()->textOf(u"login"_s).isEmpty());
    QCoreApplication::processEvents();
    testing::saveGallery(&m_window, u"connection-tested"_s);
}

SCRIP_UI_TEST_MAIN(TestConnectionDialog)
#include "tst_connection_dialog.moc"
