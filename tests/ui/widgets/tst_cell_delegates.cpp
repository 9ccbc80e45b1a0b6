// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/widgets/cell_delegates.h"

#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>

using namespace scrip;
using namespace Qt::StringLiterals;

/// What cells of the tables show when there is little room.
class TestCellDelegates : public QObject
{
    Q_OBJECT
private:
    static QImage painted(const RowDelegate &delegate, const QString &text, int width);

private Q_SLOTS:
    void theLastGroupOfACodeStays_data();
    void theLastGroupOfACodeStays();
    void theMaskOfACodeGivesWay();
    void moneyStandsByItsPoint();
};

QImage TestCellDelegates::painted(const RowDelegate &delegate, const QString &text, int width)
{
    QStandardItemModel model;
    model.appendRow(new QStandardItem(text));
    QTableView view;
    view.setModel(&model);
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.widget = &view;
    option.rect = QRect(0, 0, width, 30);
    QImage image(width, 30, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    delegate.paint(&painter, option, model.index(0, 0));
    return image;
}

void TestCellDelegates::theLastGroupOfACodeStays_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("room enough") << 300;
    QTest::newRow("a little narrow") << 200;
    QTest::newRow("half") << 120;
}

/// Two codes that differ in their last group only must not look the same.
void TestCellDelegates::theLastGroupOfACodeStays()
{
    QFETCH(const int, width);
    const CodeDelegate delegate;
    QVERIFY(painted(delegate, u"PILOT-····-····-····-7JYF"_s, width) !=
            painted(delegate, u"PILOT-····-····-····-7JYE"_s, width));
}

void TestCellDelegates::theMaskOfACodeGivesWay()
{
    const CodeDelegate delegate;
    const QImage narrow = painted(delegate, u"PILOT-····-····-····-7JYF"_s, 120);
    QCOMPARE(narrow, painted(delegate, u"PILOT-····-····-····-····-····-7JYF"_s, 120));
    QVERIFY(narrow != painted(delegate, u"SPRING-····-7JYF"_s, 120));
}

void TestCellDelegates::moneyStandsByItsPoint()
{
    const MoneyDelegate delegate(nullptr, 4);
    const QImage whole = painted(delegate, u"$25.00"_s, 160);
    const QImage parts = painted(delegate, u"$25.0042"_s, 160);
    // Up to the cents they are the same picture; only what follows differs.
    const auto head = [](const QImage &image) { return image.copy(0, 0, 100, 30); };
    QCOMPARE(head(whole), head(parts));
    QVERIFY(whole != parts);
}

SCRIP_UI_TEST_MAIN(TestCellDelegates)

#include "tst_cell_delegates.moc"
