// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/page_bench.h"

#include <QScrollArea>

using namespace scrip;
using namespace Qt::StringLiterals;

/// What was done to an event, change by change, on the page that shows it.
class TestHistoryTab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsHistoryBeforeAndAfter();
    void breaksIdsInItsHistory();
};

void TestHistoryTab::showsHistoryBeforeAndAfter()
{
    testing::PageBench bench;
    bench.fill();
    bench.show();
    EventDetail *detail = bench.page->detail();
    detail->showTab(EventDetail::History);
    QTRY_COMPARE(detail->history()->changes(),
                 QStringList({u"Name: Devcon → Devcon Singapore"_s, u"Most claims: 4\u2009000 → 5\u2009000"_s,
                              u"Exposure: $100,000.00 → $125,000.00"_s}));
    testing::saveGallery(bench.window.get(), u"event-history"_s);
    TableView *table = detail->history()->table();
    const QRect second = table->visualRect(table->model()->index(1, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, second.center());
    QTRY_COMPARE(detail->history()->changes().first(), u"Name: Devcon"_s);
}

/// An id has no blanks, its hyphens are no places to break at when a digit follows, and people type what they like.
void TestHistoryTab::breaksIdsInItsHistory()
{
    testing::PageBench bench;
    bench.fill();
    bench.events.audit.first().after =
        QJsonObject{{u"batch_id"_s, u"01a21d3b-3740-7408-0530-014675833006"_s}, {u"notes"_s, QString(80, u'x')}};
    bench.show();
    EventDetail *detail = bench.page->detail();
    detail->showTab(EventDetail::History);
    QTRY_VERIFY(!detail->history()->changes().isEmpty());
    const auto *area = detail->history()->findChild<QScrollArea *>(u"history-changes"_s);
    QVERIFY(area);
    QTRY_VERIFY(area->widget()->findChildren<Label *>().constLast()->isVisible()); // a layout shows them later
    const int needed = area->widget()->layout()->totalMinimumSize().width();
    QVERIFY2(needed <= area->viewport()->width(), qPrintable(QString::number(needed)));
}

SCRIP_UI_TEST_MAIN(TestHistoryTab)
#include "tst_history_tab.moc"
