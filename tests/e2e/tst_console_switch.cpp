// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"
#include "db/store_fixture.h"
#include "ui/connections/password_dialog.h"
#include "ui/events/events_page.h"
#include "ui/events/events_table.h"

#include <QApplication>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The console itself on one database and then on another.
class ConsoleSwitchTest : public QObject
{
    Q_OBJECT

    test::PrivateCluster m_cluster;
    std::unique_ptr<Console> m_console;

    EventsPage *events() { return qobject_cast<EventsPage *>(m_console->window().page(u"events"_s)); }
    bool isConnected() const
    {
        return m_console->database() && m_console->database()->state() == ConnectionState::Connected;
    }
    void start(const QString &target)
    {
        ConsoleOptions options;
        options.target = target;
        m_console = std::make_unique<Console>(*qApp, options);
        m_console->start();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"scrip-test"_s);
        QCoreApplication::setApplicationName(u"scrip-switch-%1"_s.arg(QCoreApplication::applicationPid()));
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    }

    void cleanup() { m_console.reset(); }

    void goesFromOneDatabaseToAnother()
    {
        const QString first = m_cluster.freshDatabase();
        const QString second = m_cluster.freshDatabase();
        test::StoreFixture there(second);
        VERIFY_OK(there.createEvent(u"Only in the second"_s));
        start(first);
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), 20'000);
        m_console->window().openPage(u"events"_s);
        QTRY_VERIFY(events()->model().isLoaded());
        QCOMPARE(events()->table()->model()->rowCount(), 0);
        m_console->window().openPage(u"connections"_s);
        EventsPage *before = events();
        const QPointer<WindowPage> old = before;
        const QPointer<WindowPage> stays = m_console->window().currentPage();
        // An answer of the old database is under way while it goes.
        before->refresh();

        m_console->connectTo(second);
        QTRY_VERIFY(!old);
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), 20'000);
        QVERIFY(stays);
        QCOMPARE(m_console->window().currentPage(), stays.data());
        m_console->window().openPage(u"events"_s);
        QTRY_COMPARE(events()->table()->model()->rowCount(), 1);

        // From a page of the database itself: the same page of the other one comes up.
        const QPointer<WindowPage> later = m_console->window().currentPage();
        m_console->connectTo(first);
        QTRY_VERIFY(!later);
        QTRY_VERIFY(isConnected() && m_console->window().currentPageId() == u"events");
        QTRY_VERIFY(events()->model().isLoaded());
        QCOMPARE(events()->table()->model()->rowCount(), 0);
    }

    void leavesADatabaseThatDoesNotAnswer()
    {
        start(u"host=/nowhere dbname=d"_s);
        QTRY_VERIFY(m_console->database() && m_console->database()->state() == ConnectionState::Refused);
        m_console->connectTo(m_cluster.freshDatabase());
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), 20'000);
    }

    void asksForThePasswordOfASession()
    {
        const QString dsn = m_cluster.dsnAs(u"peggy"_s, m_cluster.dsn(), u"IN ROLE scrip_staff"_s);
        QFile file(ConnInfo::parse(dsn)->effective(u"passfile"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        const QString password = QString::fromUtf8(file.readAll()).trimmed().section(u':', 4);
        start(QString(dsn.section(u" passfile="_s, 0, 0) + u" passfile=/nowhere"_s));
        const auto dialog = [] { return qobject_cast<PasswordDialog *>(QApplication::activeModalWidget()); };
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), 20'000);
        QTest::keyClicks(dialog()->field(), u"wrong"_s);
        const QPointer<PasswordDialog> first = dialog();
        QTest::mouseClick(dialog()->submitButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!first && dialog(), 20'000); // asked once more
        QTest::keyClicks(dialog()->field(), password);
        QTest::mouseClick(dialog()->submitButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), 20'000);
        QCOMPARE(m_console->database()->session().login, u"peggy"_s);
    }
};

QTEST_MAIN(ConsoleSwitchTest)
#include "tst_console_switch.moc"
