// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/filter_chips.h"

#include <QSignalSpy>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The row of chips, by mouse and by keys.
class TestFilterChips : public QObject
{
    Q_OBJECT
private:
    static Chip *chip(const FilterChips &row, const QString &text);

private Q_SLOTS:
    void choosesByClickAndKey();
    void countsAreInTheName();
    void removesAValue();
    void offersFilters();
};

Chip *TestFilterChips::chip(const FilterChips &row, const QString &text)
{
    const auto chips = row.findChildren<Chip *>();
    for (Chip *one : chips) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

void TestFilterChips::choosesByClickAndKey()
{
    FilterChips row;
    row.setChoices({{u"all"_s, u"All"_s}, {u"active"_s, u"Active"_s}, {u"paused"_s, u"Paused"_s}});
    testing::showOnScreen(&row, {600, 40});
    QSignalSpy chosen(&row, &FilterChips::chosenChanged);
    QCOMPARE(row.chosen(), u"all"_s);
    QTest::mouseClick(chip(row, u"Active"_s), Qt::LeftButton);
    QCOMPARE(row.chosen(), u"active"_s);
    QTest::keyClick(chip(row, u"Active"_s), Qt::Key_Right);
    QCOMPARE(row.chosen(), u"paused"_s);
    QVERIFY(chip(row, u"Paused"_s)->isChecked());
    QVERIFY(!chip(row, u"Active"_s)->isChecked());
    QTest::keyClick(chip(row, u"Paused"_s), Qt::Key_Right);
    QCOMPARE(chosen.size(), 2);
    row.setChosen(u"all"_s);
    QCOMPARE(chosen.size(), 2);
    row.setChoices({{u"all"_s, u"All"_s}, {u"ended"_s, u"Ended"_s}});
    QCOMPARE(row.chosen(), u"all"_s);
}

void TestFilterChips::countsAreInTheName()
{
    FilterChips row;
    row.setChoices({{u"all"_s, u"All"_s}});
    row.setCount(u"all"_s, 104000, true);
    QCOMPARE(chip(row, u"All"_s)->accessibleName(), u"All ≈104\u2009000"_s);
    const int wide = chip(row, u"All"_s)->sizeHint().width();
    row.setCount(u"all"_s, std::nullopt);
    QVERIFY(chip(row, u"All"_s)->sizeHint().width() < wide);
}

void TestFilterChips::removesAValue()
{
    FilterChips row;
    row.setValue(u"prefix"_s, u"Prefix"_s, u"NEAR"_s);
    testing::showOnScreen(&row, {600, 40});
    QSignalSpy removed(&row, &FilterChips::valueRemoved);
    QTest::mouseClick(chip(row, u"Prefix"_s), Qt::LeftButton);
    QCOMPARE(removed.size(), 1);
    QTRY_VERIFY(!chip(row, u"Prefix"_s));
}

void TestFilterChips::offersFilters()
{
    FilterChips row;
    row.addAdder(u"event"_s, u"Event"_s);
    testing::showOnScreen(&row, {600, 40});
    QSignalSpy clicked(&row, &FilterChips::adderClicked);
    QTest::mouseClick(chip(row, u"Event"_s), Qt::LeftButton);
    QCOMPARE(clicked.size(), 1);
    row.setAdderVisible(u"event"_s, false);
    QVERIFY(chip(row, u"Event"_s)->isHidden());
}

SCRIP_UI_TEST_MAIN(TestFilterChips)
#include "tst_filter_chips.moc"
