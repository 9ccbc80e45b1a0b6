// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

class MoneyTest : public QObject
{
    Q_OBJECT

    const Currency usd;

private Q_SLOTS:
    void readsExactly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nano");
        QTest::addColumn<QString>("printed");
        QTest::newRow("whole") << u"25"_s << qint64{25'000'000'000} << u"25.00"_s;
        QTest::newRow("cents") << u"25.00"_s << qint64{25'000'000'000} << u"25.00"_s;
        QTest::newRow("one nano") << u"0.000000001"_s << qint64{1} << u"0.000000001"_s;
        QTest::newRow("trailing zeros") << u"1.500000000"_s << qint64{1'500'000'000} << u"1.50"_s;
        QTest::newRow("three decimals") << u"1.125"_s << qint64{1'125'000'000} << u"1.125"_s;
        QTest::newRow("blanks around") << u" 12 "_s << qint64{12'000'000'000} << u"12.00"_s;
        QTest::newRow("largest") << u"9223372036.854775807"_s << std::numeric_limits<qint64>::max()
                                 << u"9223372036.854775807"_s;
        QTest::newRow("smallest") << u"-9223372036.854775808"_s << std::numeric_limits<qint64>::min()
                                  << u"-9223372036.854775808"_s;
    }

    void readsExactly()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nano);
        QFETCH(QString, printed);
        const Result<Money> money = Money::parse(text, usd, u"amount"_s);
        QVERIFY(money.ok());
        QCOMPARE(money->nano(), nano);
        QCOMPARE(money->toText(), printed);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        const QStringList bad{u""_s,
                              u" "_s,
                              u"1e3"_s,
                              u"1,50"_s,
                              u"1.500,00"_s,
                              u"NaN"_s,
                              u"Infinity"_s,
                              u"+5"_s,
                              u"--5"_s,
                              u"5."_s,
                              u".5"_s,
                              u"1.2.3"_s,
                              u"٣٤"_s,
                              u"1 000"_s,
                              u"0x10"_s,
                              u"9223372036.854775808"_s,
                              u"9223372036854775808"_s,
                              u"0.0000000001"_s,
                              u"1.0000000000"_s,
                              u"$5"_s,
                              u"5 USD"_s};
        for (const QString &text : bad)
            QTest::newRow(qPrintable(text)) << text;
    }

    void refuses()
    {
        QFETCH(QString, text);
        const Result<Money> money = Money::parse(text, usd, u"budget"_s);
        QVERIFY(!money.ok());
        QCOMPARE(money.failure().name, u"invalid_amount"_s);
        QCOMPARE(money.failure().field, u"budget"_s);
    }

    void refusesWhatIsNotAboveZero()
    {
        for (const QString &text : {u"0"_s, u"0.00"_s, u"-5"_s})
            QVERIFY2(!Money::parsePositive(text, usd, u"amount"_s).ok(), qPrintable(text));
        QVERIFY(Money::parsePositive(u"0.000000001"_s, usd, u"amount"_s).ok());
    }

    void multipliesChecked()
    {
        QCOMPARE(Money(25 * Money::unit, usd).times(500)->toText(), u"12500.00"_s);
        QVERIFY(!Money(std::numeric_limits<qint64>::max(), usd).times(2).ok());
    }

    void addsOnlyOneCurrency()
    {
        QCOMPARE(Money(1, usd).plus(Money(2, usd))->nano(), qint64{3});
        QVERIFY(!Money(1, usd).plus(Money(2, Currency(u"EUR"_s))).ok());
        QVERIFY(!Money(std::numeric_limits<qint64>::max(), usd).plus(Money(1, usd)).ok());
    }
};

QTEST_GUILESS_MAIN(MoneyTest)
#include "tst_money.moc"
