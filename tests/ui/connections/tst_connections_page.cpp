// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/connections/fake_connection_ports.h"

#include "ui/connections/connection_dialog.h"
#include "ui/connections/connections_page.h"
#include "ui/connections/stage_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::ConnectionBench;

/// The list of connections by mouse and keys.
class TestConnectionsPage : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<ConnectionBench> m_bench;
    std::unique_ptr<ConnectionsPage> m_page;

    void clickRow(int row);
    QString cell(int row, int column) const { return m_page->model().index(row, column).data().toString(); }

private Q_SLOTS:
    void init();
    void cleanup();
    void listsEverythingOneCanConnectTo();
    void connectsToWhatIsChosen();
    void connectsByADoubleClick();
    void testsWhatIsChosen();
    void tellsOneAnswerOnly();
    void addsAndShowsIt();
    void duplicatesWithoutThePassword();
    void savesAService();
    void removesWithItsPassword();
    void keepsWhatShallNotBeRemoved();
    void saysThatAPasswordStayed();
    void worksWithoutTheFile();
    void marksWhatLeadsNowhere();
    void showsNoMarkup();
    void looksRight();
};

void TestConnectionsPage::init()
{
    m_bench = std::make_unique<ConnectionBench>();
    ConnectionProfile staging = ConnectionBench::billing();
    staging.name = u"staging"_s;
    staging.safety = SafetyLevel::Staging;
    staging.tunnel = u"gate.example.com"_s;
    staging.keyringEntry = u"7f1c"_s;
    m_bench->secrets.kept.insert(u"7f1c"_s, u"hush-hush"_s);
    m_bench->book.profiles = {ConnectionBench::billing(), staging};
    m_bench->book.known = {u"warehouse"_s};
    m_page = std::make_unique<ConnectionsPage>(m_bench->ports());
    testing::showOnScreen(m_page.get(), {1072, 724});
    m_page->activate();
}

void TestConnectionsPage::cleanup()
{
    m_page.reset();
    m_bench.reset();
}

void TestConnectionsPage::clickRow(int row)
{
    TableView *table = m_page->table();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(row, 0)).center());
}

void TestConnectionsPage::listsEverythingOneCanConnectTo()
{
    QCOMPARE(m_page->model().rowCount(), 4);
    QCOMPARE(cell(0, ConnectionsModel::Name), u"Sandbox"_s);
    QCOMPARE(cell(1, ConnectionsModel::Host), u"db.example.com:5432"_s);
    QCOMPARE(cell(1, ConnectionsModel::Encryption), u"verify-full"_s);
    QCOMPARE(cell(2, ConnectionsModel::Way), u"ssh gate.example.com"_s);
    QCOMPARE(cell(3, ConnectionsModel::Name), u"warehouse"_s);
    QCOMPARE(m_page->model().index(1, ConnectionsModel::Safety).data(RawRole).toString(), u"production"_s);
    QCOMPARE(m_page->model().index(3, ConnectionsModel::Safety).data(RawRole).toString(), QString());
}

void TestConnectionsPage::connectsToWhatIsChosen()
{
    QSignalSpy wanted(m_page.get(), &ConnectionsPage::connectRequested);
    m_page->setCurrent(QString()); // the sandbox
    QVERIFY(!m_page->connectTo->isEnabled());
    QVERIFY(reasonAgainst(m_page->connectTo).contains(u"already"_s));
    QVERIFY(cell(0, ConnectionsModel::Name).contains(u"connected"_s));
    clickRow(1);
    QVERIFY(m_page->connectTo->isEnabled());
    for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
        if (button->text() == u"Connect")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"billing-eu"_s);
    m_page->setCurrent(u"billing-eu"_s);
    QVERIFY(!m_page->connectTo->isEnabled());
    clickRow(0);
    m_page->connectTo->trigger();
    QCOMPARE(wanted.last().first().toString(), QString());
}

void TestConnectionsPage::connectsByADoubleClick()
{
    QSignalSpy wanted(m_page.get(), &ConnectionsPage::connectRequested);
    clickRow(2);
    TableView *table = m_page->table();
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {},
                       table->visualRect(table->model()->index(2, 0)).center());
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"staging"_s);
}

void TestConnectionsPage::testsWhatIsChosen()
{
    QVERIFY(!m_page->test->isEnabled()); // the sandbox needs none
    clickRow(2);
    QSignalSpy tested(m_page.get(), &ConnectionsPage::tested);
    m_page->test->trigger();
    QTRY_COMPARE(tested.size(), 1);
    QCOMPARE(m_bench->tester.asked.value(0).password, u"hush-hush"_s);
    QCOMPARE(m_page->stages()->textOf(u"role"_s), u"Fine at role."_s);
    m_bench->tester.refuses = Failure::named(u"usage"_s, u"There is no service of that name."_s);
    m_page->test->trigger();
    QTRY_COMPARE(tested.size(), 2);
    QVERIFY(!m_page->stages()->textOf(u"role"_s).contains(u"Fine"_s));
}

void TestConnectionsPage::tellsOneAnswerOnly()
{
    m_bench->tester.holds = true;
    clickRow(1);
    m_page->test->trigger();
    clickRow(2);
    QSignalSpy tested(m_page.get(), &ConnectionsPage::tested);
    m_bench->tester.release(0);
    QCoreApplication::processEvents();
    QCOMPARE(tested.size(), 0); // it was of another one
    QVERIFY(!m_page->stages()->textOf(u"role"_s).contains(u"Fine"_s));
}

void TestConnectionsPage::addsAndShowsIt()
{
    m_page->add->trigger();
    QVERIFY(m_page->dialog());
    QTest::keyClicks(m_page->dialog()->form()->line(u"name"_s), u"another"_s);
    QTest::mouseClick(m_page->dialog()->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(m_page->model().indexOf(u"another"_s).isValid());
    QCOMPARE(m_page->table()->currentIndex().data(IdRole).toString(), u"another"_s);
    QTRY_VERIFY(!m_page->dialog());
}

void TestConnectionsPage::duplicatesWithoutThePassword()
{
    clickRow(2);
    m_page->duplicate->trigger();
    QVERIFY(m_page->dialog());
    QCOMPARE(m_page->dialog()->form()->line(u"name"_s)->text(), u"staging copy"_s);
    QVERIFY(m_page->dialog()->form()->draft().profile.keyringEntry.isEmpty());
    QTest::mouseClick(m_page->dialog()->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(m_bench->book.profiles.size(), 3);
    QCOMPARE(m_bench->book.profiles.last().tunnel, u"gate.example.com"_s);
}

void TestConnectionsPage::savesAService()
{
    clickRow(3);
    QVERIFY(!m_page->remove->isEnabled());
    m_page->edit->trigger();
    QVERIFY(m_page->dialog());
    QTest::mouseClick(m_page->dialog()->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(m_bench->book.profiles.size(), 3);
    QCOMPARE(m_bench->book.profiles.last().service, u"warehouse"_s);
    QCOMPARE(m_page->model().rowCount(), 4); // no longer listed a second time
}

void TestConnectionsPage::removesWithItsPassword()
{
    clickRow(2);
    m_page->remove->trigger();
    QCOMPARE(m_bench->prompts.asked.size(), 1);
    QTRY_COMPARE(m_page->model().rowCount(), 3);
    QTRY_VERIFY(m_bench->secrets.kept.isEmpty());
    QVERIFY(!m_page->model().indexOf(u"staging"_s).isValid());
}

void TestConnectionsPage::keepsWhatShallNotBeRemoved()
{
    clickRow(2);
    m_bench->prompts.yes = false;
    m_page->remove->trigger();
    QCOMPARE(m_bench->book.profiles.size(), 2);
    m_bench->prompts.yes = true;
    m_bench->book.refuses = Failure::named(u"file_not_written"_s, u"The disk is full."_s);
    m_page->remove->trigger();
    QCOMPARE(m_bench->book.profiles.size(), 2);
    QVERIFY(Toast::on(m_page->window()));
    QVERIFY(Toast::on(m_page->window())->text().contains(u"The disk is full"_s));
    QVERIFY(!m_bench->secrets.kept.isEmpty());
}

void TestConnectionsPage::saysThatAPasswordStayed()
{
    clickRow(2);
    m_bench->secrets.answers = false;
    m_page->remove->trigger();
    QTRY_VERIFY(Toast::on(m_page->window()));
    QTRY_VERIFY(Toast::on(m_page->window())->text().contains(u"still in the keyring"_s));
    QCOMPARE(m_bench->book.profiles.size(), 1);
}

void TestConnectionsPage::worksWithoutTheFile()
{
    m_bench->book.unreadable = Failure::named(u"usage"_s, u"The saved connections cannot be read: no list."_s);
    m_page->refresh();
    QCOMPARE(m_page->model().rowCount(), 2); // the sandbox and the service
    QVERIFY(!m_page->add->isEnabled());
    QVERIFY(m_page->findChild<InlineMessage *>()->isVisible());
    m_bench->book.unreadable.reset();
    m_page->refresh();
    QVERIFY(m_page->add->isEnabled());
    QVERIFY(!m_page->findChild<InlineMessage *>()->isVisible());
}

void TestConnectionsPage::marksWhatLeadsNowhere()
{
    m_bench->book.leadsNowhere = u"staging"_s;
    m_page->refresh();
    clickRow(2);
    QVERIFY(!m_page->connectTo->isEnabled());
    QVERIFY(!m_page->test->isEnabled());
    QVERIFY(m_page->edit->isEnabled());
    QVERIFY(cell(2, ConnectionsModel::Host).contains(u"no service"_s));
}

void TestConnectionsPage::showsNoMarkup()
{
    QCOMPARE(testing::markupLabels(m_page.get()), QStringList());
    QCOMPARE(testing::namelessControls(m_page.get()), QStringList());
}

void TestConnectionsPage::looksRight()
{
    clickRow(1);
    m_bench->tester.answer.stages[2].outcome = StageOutcome::Warned;
    m_bench->tester.answer.stages[2].hint = u"Use sslmode verify-full."_s;
    QSignalSpy tested(m_page.get(), &ConnectionsPage::tested);
    m_page->test->trigger();
    QTRY_COMPARE(tested.size(), 1);
    testing::saveGallery(m_page.get(), u"connections"_s);
}

SCRIP_UI_TEST_MAIN(TestConnectionsPage)
#include "tst_connections_page.moc"
