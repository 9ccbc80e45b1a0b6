// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/values.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace scrip::cli;

class ValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeNumbers_data();
    void wholeNumbers();
    void counts();
    void numbers();
    void fields();
};

void ValuesTest::wholeNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("number");
    QTest::newRow("plain") << u"42"_s << qint64(42);
    QTest::newRow("blanks around") << u" 42 "_s << qint64(42);
    QTest::newRow("zeros before") << u"007"_s << qint64(7);
    QTest::newRow("bound") << u"100"_s << qint64(100);
    for (const char *bad : {"", "-1", "+1", "1.0", "1e1", "0x1", "101", "٣", "1 2", "1_000", "9999999999999999999"})
        QTest::newRow(bad) << QString::fromUtf8(bad) << qint64(-1);
}

void ValuesTest::wholeNumbers()
{
    QFETCH(QString, text);
    QFETCH(qint64, number);
    QCOMPARE(wholeNumber(text, 0, 100).value_or(-1), number);
}

void ValuesTest::counts()
{
    QVERIFY(countValue(u" "_s, u"f"_s).ok() && !countValue(u" "_s, u"f"_s)->has_value());
    QCOMPARE(countValue(u"2147483647"_s, u"f"_s)->value_or(0), 2147483647);
    const auto refused = countValue(u"2147483648"_s, u"max_claims"_s);
    QCOMPARE(refused.failure().name, u"invalid_count"_s);
    QCOMPARE(refused.failure().field, u"max_claims"_s);
}

void ValuesTest::numbers()
{
    QCOMPARE(*numberOrZero({}, u"f"_s), 0);
    QCOMPARE(*numberOrZero(u"5"_s, u"f"_s), 5);
    QVERIFY(!numberOrZero(u""_s, u"f"_s).ok());
    QVERIFY(!numberValue(u"0"_s, u"f"_s).ok());
}

void ValuesTest::fields()
{
    QCOMPARE(fieldOf(u"--max-claims"_s), u"max_claims"_s);
    QCOMPARE(fieldOf(u"id"_s), u"id"_s);
}

QTEST_GUILESS_MAIN(ValuesTest)
#include "values_test.moc"
