// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "core/money.h"
#include "models/columns.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/pill.h"

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
    using Make = std::function<std::unique_ptr<RowDelegate>()>;
    static int widthOf(const RowDelegate &delegate, const QString &text);
    static QImage painted(const RowDelegate &delegate, const QString &text, int width);

private Q_SLOTS:
    void theLastGroupOfACodeStays_data();
    void theLastGroupOfACodeStays();
    void theMaskOfACodeGivesWay();
    void moneyStandsByItsPoint();
    void moneyEndsWhereItsHeaderDoes();
    void moneyTellsItsCurrency();
    void nothingIsCutAtItsWidth_data();
    void nothingIsCutAtItsWidth();
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

void TestCellDelegates::moneyEndsWhereItsHeaderDoes()
{
    QStandardItemModel model;
    model.appendRow(new QStandardItem(u"$25.00"_s));
    QTableView view;
    view.setModel(&model);
    const MoneyDelegate delegate(&view, 9);
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.widget = &view;
    const auto width = [&] { return delegate.sizeHint(option, model.index(0, 0)).width(); };
    const int alone = width();
    QCOMPARE(alone, widthOf(MoneyDelegate(nullptr, 2), u"$25.00"_s));
    // As soon as another one has more decimals, this one leaves them room.
    model.appendRow(new QStandardItem(u"$43.909"_s));
    QVERIFY(width() > alone);
    QVERIFY(width() < widthOf(MoneyDelegate(nullptr, 9), u"$25.00"_s));
}

void TestCellDelegates::moneyTellsItsCurrency()
{
    QStandardItemModel model;
    auto *item = new QStandardItem(u"1250.00"_s);
    item->setData(1250 * Money::unit, RawRole);
    item->setData(u"USD"_s, CurrencyRole);
    model.appendRow(item);
    QTableView view;
    view.setModel(&model);
    const MoneyDelegate delegate(&view);
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.widget = &view;
    QCOMPARE(delegate.sizeHint(option, model.index(0, 0)).width(),
             widthOf(MoneyDelegate(nullptr, 2), u"$1,250.00"_s));
}

int TestCellDelegates::widthOf(const RowDelegate &delegate, const QString &text)
{
    QStandardItemModel model;
    model.appendRow(new QStandardItem(text));
    QTableView view;
    view.setModel(&model);
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.widget = &view;
    return delegate.sizeHint(option, model.index(0, 0)).width();
}

void TestCellDelegates::nothingIsCutAtItsWidth_data()
{
    QTest::addColumn<Make>("make");
    QTest::addColumn<QString>("text");
    const Make plain = [] { return std::make_unique<RowDelegate>(); };
    QTest::newRow("text") << plain << u"Devcon Singapore"_s;
    const Make strong = [] {
        auto delegate = std::make_unique<RowDelegate>();
        delegate->setStrong(true);
        return delegate;
    };
    QTest::newRow("strong") << strong << u"Devcon Singapore"_s;
    const Make money = [] { return std::make_unique<MoneyDelegate>(nullptr, 9); };
    QTest::newRow("amount") << money << u"$1 234.567891234"_s;
    QTest::newRow("cents") << money << u"$1 234.50"_s;
    const Make code = [] { return std::make_unique<CodeDelegate>(); };
    QTest::newRow("code") << code << u"PILOT-····-····-····-7JYF"_s;
    const Make pill = [] { return std::make_unique<PillDelegate>(); };
    QTest::newRow("state") << pill << u"awaiting_approval"_s;
    const Make clock = [] {
        return std::make_unique<ClockDelegate>(nullptr, [](const QModelIndex &index) {
            return ClockLook{index.data().toString(), u"in 3 days"_s};
        });
    };
    QTest::newRow("clock") << clock << u"30 Jun 2099"_s;
    const Make bar = [] {
        return std::make_unique<BarDelegate>(
            nullptr,
            [](const QModelIndex &index) {
                return BarLook{{}, index.data().toString(), u" / 5 000"_s};
            },
            0);
    };
    QTest::newRow("figures") << bar << u"1 284"_s;
}

/// What a column that wide shows is all there is: more room adds nothing, less takes something away.
void TestCellDelegates::nothingIsCutAtItsWidth()
{
    QFETCH(Make, make);
    QFETCH(QString, text);
    const std::unique_ptr<RowDelegate> delegate = make();
    const int width = widthOf(*delegate, text);
    const auto ink = [&](int given) {
        const QImage image = painted(*delegate, text, given);
        qsizetype pixels = 0;
        for (int y = 0; y < 28; ++y) // above the line
            for (int x = 0; x < image.width(); ++x)
                pixels += image.pixel(x, y) == qRgb(255, 255, 255) ? 0 : 1;
        return pixels;
    };
    QVERIFY(ink(width) > 0);
    QCOMPARE(ink(width + 60), ink(width));
    QVERIFY(ink(width - 40) != ink(width)); // more than the margins, into which an amount may reach
}

SCRIP_UI_TEST_MAIN(TestCellDelegates)

#include "tst_cell_delegates.moc"
