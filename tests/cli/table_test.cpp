// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace scrip::cli;

class TableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_data();
    void cells();
    void aligned();
    void fields();
    void emptyTables();
};

void TableTest::cells_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("null") << QJsonValue() << u"–"_s;
    QTest::newRow("empty") << QJsonValue(u""_s) << u"–"_s;
    QTest::newRow("yes") << QJsonValue(true) << u"yes"_s;
    QTest::newRow("count") << QJsonValue(1'000'000) << u"1000000"_s;
    QTest::newRow("length") << QJsonValue(63.5) << u"63.5"_s;
    QTest::newRow("zero") << QJsonValue(0) << u"0"_s;
    QTest::newRow("minus one") << QJsonValue(-1) << u"-1"_s;
    QTest::newRow("list") << QJsonValue(QJsonArray{u"a"_s, u"b"_s}) << u"a, b"_s;
    QTest::newRow("empty list") << QJsonValue(QJsonArray()) << u"–"_s;
    QTest::newRow("object") << QJsonValue(QJsonObject{{u"a"_s, 1}}) << u"{\"a\":1}"_s;
}

void TableTest::cells()
{
    QFETCH(QJsonValue, value);
    QFETCH(QString, text);
    QCOMPARE(cellText(value), text);
    for (const QString &evil : {u"a\x1b[2Jb"_s, u"a\rb"_s, u"a\u202Eb"_s, u"a\nb"_s}) {
        const QString shown = cellText(evil);
        QVERIFY(!shown.contains(u'\x1b') && !shown.contains(u'\r') && !shown.contains(QChar(0x202E)));
    }
}

void TableTest::aligned()
{
    const QJsonArray items{QJsonObject{{u"n"_s, u"Devcon"_s}, {u"a"_s, u"25.00"_s}},
                           QJsonObject{{u"n"_s, u"X"_s}, {u"a"_s, u"1000.00"_s}}};
    const Columns columns{{u"n"_s, u"Name"_s}, {u"a"_s, u"Credit"_s, Align::Right}};
    QCOMPARE(tableOf(items, columns, false), u"Name     Credit\n"
                                             "Devcon    25.00\n"
                                             "X       1000.00\n"_s);
    QVERIFY(tableOf(items, columns, true).startsWith(u"\x1b[1mName"_s));
}

void TableTest::fields()
{
    const QJsonObject object{{u"id"_s, u"x"_s}, {u"codes"_s, QJsonObject{{u"total"_s, 5}}}};
    QCOMPARE(fieldsOf(object, {{u"id"_s, u"ID"_s}, {u"codes.total"_s, u"Codes"_s}}), u"ID     x\nCodes  5\n"_s);
    QCOMPARE(fieldsOf({{u"a"_s, 1}, {u"bb"_s, u"t"_s}}, {}), u"a   1\nbb  t\n"_s);
}

void TableTest::emptyTables()
{
    QCOMPARE(tableOf({}, {{u"n"_s, u"Name"_s}}, false), u"Name\n"_s);
}

QTEST_GUILESS_MAIN(TableTest)
#include "table_test.moc"
