// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/widgets/count_field.h"
#include "ui/widgets/date_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QCalendarWidget>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace scrip;
using namespace Qt::StringLiterals;

/// Fields of forms: what people type, and what is made of it.
class TestFields : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anErrorMovesNothing();
    void aLongErrorIsToldInFull();
    void readsDates_data();
    void readsDates();
    void choosesInTheCalendar();
    void readsMoneyExactly();
    void readsCounts_data();
    void readsCounts();
    void searchWaitsForAPause();
    void segmentsHoldOneChoice();
};

void TestFields::anErrorMovesNothing()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *edit = new QLineEdit;
    auto *field = new FormField(u"Credit lasts until"_s, edit, u"the end of that day"_s, nullptr, 2);
    column->addWidget(field);
    column->addStretch();
    testing::showOnScreen(&window, {300, 200});
    const QSize before = field->size();
    const QRect at = edit->geometry();
    QCOMPARE(edit->accessibleName(), u"Credit lasts until"_s);
    QCOMPARE(edit->accessibleDescription(), u"the end of that day"_s);
    field->setError(u"Two days before claiming ends. Choose 12 Dec 2026 or later."_s);
    QCoreApplication::processEvents();
    QCOMPARE(field->size(), before);
    QCOMPARE(edit->geometry(), at);
    QVERIFY(field->hasError());
    QVERIFY(edit->accessibleDescription().startsWith(u"Two days"_s));
    field->setError({});
    QCOMPARE(edit->accessibleDescription(), u"the end of that day"_s);
}

void TestFields::aLongErrorIsToldInFull()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *field = new FormField(u"Credit lasts until"_s, new QLineEdit, u"the end of that day"_s);
    column->addWidget(field);
    column->addStretch();
    testing::showOnScreen(&window, {200, 200});
    const int before = field->height();
    field->setError(u"Two days before claiming ends. Choose 12 Dec 2026 or later, or let claiming end earlier."_s);
    QTRY_VERIFY(field->height() > before);
    const auto labels = field->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->wordWrap())
            QVERIFY(label->height() >= label->heightForWidth(label->width()));
    }
    field->setError({});
    QTRY_COMPARE(field->height(), before);
}

void TestFields::readsDates_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("iso");
    QTest::addColumn<bool>("understood");
    QTest::newRow("iso") << u"2026-12-05"_s << u"2026-12-05"_s << true;
    QTest::newRow("iso with time") << u"2026-12-05T18:00"_s << u"2026-12-05T18:00"_s << true;
    QTest::newRow("words") << u" 5  Dec 2026 "_s << u"2026-12-05"_s << true;
    QTest::newRow("words with time") << u"5 Dec 2026 9:05"_s << u"2026-12-05T09:05"_s << true;
    QTest::newRow("month in full") << u"5 December 2026"_s << u"2026-12-05"_s << true;
    QTest::newRow("leap day") << u"29 Feb 2028"_s << u"2028-02-29"_s << true;
    QTest::newRow("no leap day") << u"29 Feb 2027"_s << u"29 Feb 2027"_s << false;
    QTest::newRow("hour 25") << u"2026-12-05 25:00"_s << u"2026-12-05 25:00"_s << false;
    QTest::newRow("word") << u"tomorrow"_s << u"tomorrow"_s << false;
    QTest::newRow("empty") << u"  "_s << QString() << true;
}

void TestFields::readsDates()
{
    QFETCH(QString, typed);
    DateField field;
    field.setText(typed);
    QTEST(field.isoText(), "iso");
    QTEST(field.understood(), "understood");
}

void TestFields::choosesInTheCalendar()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *field = new DateField;
    column->addWidget(field);
    testing::showOnScreen(&window, {300, 100});
    field->setText(u"5 Dec 2026 18:00"_s);
    QSignalSpy changed(field, &DateField::momentChanged);
    QTest::keyClick(field, Qt::Key_Down, Qt::AltModifier);
    auto *calendar = field->findChild<QCalendarWidget *>();
    QVERIFY(calendar && calendar->isVisible());
    QCOMPARE(calendar->selectedDate(), QDate(2026, 12, 5));
    calendar->setSelectedDate(QDate(2026, 12, 12));
    Q_EMIT calendar->activated(calendar->selectedDate());
    QCOMPARE(field->isoText(), u"2026-12-12T18:00"_s);
    QVERIFY(!calendar->isVisible());
    QCOMPARE(changed.size(), 1);
}

void TestFields::readsMoneyExactly()
{
    MoneyField field;
    field.setText(u"0.000000001"_s);
    QCOMPARE(field.money().value().nano(), 1);
    field.setText(u"1e3"_s);
    QCOMPARE(field.money(u"budget"_s).failure().field, u"budget"_s);
    field.setMoney(Money(25'500'000'000, Currency(u"EUR"_s)));
    QCOMPARE(field.text(), u"25.50"_s);
    QCOMPARE(field.money().value().currency().code(), u"EUR"_s);
    QCOMPARE(moneyText(Money(124'700 * Money::unit, {})), u"$124,700.00"_s);
    QCOMPARE(moneyText(Money(-1'000'000 * Money::unit, {})), u"-$1,000,000.00"_s);
    QCOMPARE(moneyText(Money(999 * Money::unit + 1, {})), u"$999.000000001"_s);
    QCOMPARE(moneyText(Money(5 * Money::unit, Currency(u"EUR"_s))), u"5.00 EUR"_s);
}

void TestFields::readsCounts_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<bool>("understood");
    QTest::newRow("plain") << u"2000"_s << qint64(2000) << true;
    QTest::newRow("blank") << u"2 000"_s << qint64(2000) << true;
    QTest::newRow("thin") << u"104\u2009000"_s << qint64(104000) << true;
    QTest::newRow("empty") << u" "_s << qint64(-1) << true;
    QTest::newRow("minus") << u"-5"_s << qint64(-1) << false;
    QTest::newRow("other digits") << u"٣"_s << qint64(-1) << false;
    QTest::newRow("too large") << u"99999999999999999999"_s << qint64(-1) << false;
}

void TestFields::readsCounts()
{
    QFETCH(QString, typed);
    CountField field;
    field.setText(typed);
    const qint64 count = field.count().value_or(-1);
    QTEST(count, "count");
    QTEST(field.understood(), "understood");
}

void TestFields::searchWaitsForAPause()
{
    SearchField field(u"Search"_s);
    QSignalSpy told(&field, &SearchField::searchChanged);
    QTest::keyClicks(&field, u"p4q8 "_s);
    QCOMPARE(told.size(), 0);
    QTRY_COMPARE(told.size(), 1);
    QCOMPARE(told.first().first().toString(), u"p4q8"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(told.size(), 1);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(told.size(), 2);
    QVERIFY(field.text().isEmpty());
}

void TestFields::segmentsHoldOneChoice()
{
    Segments segments({u"Row by row"_s, u"Cut and stack"_s});
    segments.resize(segments.sizeHint());
    segments.show();
    QSignalSpy changed(&segments, &Segments::currentChanged);
    QTest::mouseClick(segments.findChildren<QAbstractButton *>().at(1), Qt::LeftButton);
    QCOMPARE(segments.current(), 1);
    QCOMPARE(changed.size(), 1);
}

SCRIP_UI_TEST_MAIN(TestFields)
#include "tst_fields.moc"
