// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/database.h"
#include "db/store_fixture.h"
#include "ui/events/events_page.h"
#include "ui/events/events_table.h"
#include "ui/shell/jobs.h"
#include "ui/table/table_page.h"
#include "ui/widgets/prompts.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The page of events on a real database: what other people do appears, and a server that goes away comes back.
class ConsoleLiveTest : public QObject
{
    Q_OBJECT

    test::PrivateCluster m_cluster;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    }

    void showsWhatOthersDo()
    {
        const QString dsn = m_cluster.freshDatabase();
        Database database({dsn, 15'000, u"test"_s});
        Jobs jobs;
        ScriptedPrompts prompts;
        EventsPage page(database.stores(), {database, jobs, prompts});
        database.setWatching(true);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        page.show();
        page.activate();
        QTRY_VERIFY(page.model().isLoaded());
        QCOMPARE(page.table()->model()->rowCount(), 0);

        test::StoreFixture other(dsn);
        VERIFY_OK(other.createEvent(u"Devcon"_s));
        QTRY_COMPARE(page.table()->model()->rowCount(), 1);
    }

    void survivesAServerThatStops()
    {
        const QString dsn = m_cluster.freshDatabase();
        test::StoreFixture other(dsn);
        VERIFY_OK(other.createEvent(u"Before the end"_s));
        Database database({dsn, 15'000, u"test"_s});
        Jobs jobs;
        ScriptedPrompts prompts;
        EventsPage page(database.stores(), {database, jobs, prompts});
        database.setWatching(true);
        database.open();
        QTRY_COMPARE(database.state(), ConnectionState::Connected);
        page.show();
        page.activate();
        QTRY_VERIFY(page.model().isLoaded()); // rows that are still to come have places already
        const int rows = page.table()->model()->rowCount();

        QVERIFY(m_cluster.stop());
        QTRY_COMPARE_WITH_TIMEOUT(database.state(), ConnectionState::Lost, 20'000);
        QCOMPARE(page.table()->model()->rowCount(), rows); // what is shown stays

        QVERIFY(m_cluster.start());
        QTRY_COMPARE_WITH_TIMEOUT(database.state(), ConnectionState::Connected, 30'000);
        VERIFY_OK(other.createEvent(u"After the restart"_s));
        QTRY_COMPARE_WITH_TIMEOUT(page.table()->model()->rowCount(), rows + 1, 20'000);
    }
};

QTEST_MAIN(ConsoleLiveTest)
#include "tst_console_live.moc"
