// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_text.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

QByteArray lineOf(const QList<CsvCell> &cells)
{
    QString text;
    appendCsvLine(text, cells);
    return text.toUtf8();
}

} // namespace

class CsvTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesALine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("number");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << u"ada"_s << false << QByteArray("ada");
        QTest::newRow("nothing") << QString() << false << QByteArray();
        QTest::newRow("comma") << u"a,b"_s << false << QByteArray("\"a,b\"");
        QTest::newRow("quote") << u"a \"b\""_s << false << QByteArray("\"a \"\"b\"\"\"");
        QTest::newRow("line break") << u"a\nb"_s << false << QByteArray("\"a\nb\"");
        QTest::newRow("more than ASCII") << u"São, é"_s << false << u"\"São, é\""_s.toUtf8();
        QTest::newRow("equals") << u"=cmd|' /C calc'!A0"_s << false << QByteArray("'=cmd|' /C calc'!A0");
        QTest::newRow("plus") << u"+1"_s << false << QByteArray("'+1");
        QTest::newRow("minus") << u"-1"_s << false << QByteArray("'-1");
        QTest::newRow("at") << u"@SUM(A1)"_s << false << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << u"\t=1"_s << false << QByteArray("\"'\t=1\"");
        QTest::newRow("carriage return") << u"\r=1"_s << false << QByteArray("\"'\r=1\"");
        QTest::newRow("quoted and a formula") << u"=\"a\",b"_s << false << QByteArray("\"'=\"\"a\"\",b\"");
        QTest::newRow("a formula further on") << u"a=1"_s << false << QByteArray("a=1");
        QTest::newRow("a negative number") << u"-0.25"_s << true << QByteArray("-0.25");
        QTest::newRow("a number with a sign") << u"+1"_s << true << QByteArray("'+1");
        QTest::newRow("no number at all") << u"-1+cmd"_s << true << QByteArray("'-1+cmd");
        QTest::newRow("an exponent") << u"-1e3"_s << true << QByteArray("'-1e3");
        QTest::newRow("a minus alone") << u"-"_s << true << QByteArray("'-");
        QTest::newRow("digits of another script") << u"-٣"_s << true << u"'-٣"_s.toUtf8();
    }

    void writesALine()
    {
        QFETCH(QString, text);
        QFETCH(bool, number);
        QFETCH(QByteArray, cell);
        QCOMPARE(lineOf({{text, number}}), QByteArray(cell + "\r\n"));
        QCOMPARE(lineOf({{u"x"_s}, {text, number}, {u"y"_s}}), QByteArray("x," + cell + ",y\r\n"));
    }

    void takesAnyValue()
    {
        QCOMPARE(csvCell(QJsonValue()).text, QString());
        QCOMPARE(csvCell(true).text, u"true"_s);
        QCOMPARE(csvCell(-7).text, u"-7"_s);
        QVERIFY(csvCell(-7).number);
        QVERIFY(!csvCell(u"-7"_s).number);
        QVERIFY(csvCell(u"-7.00"_s, true).number);
        QCOMPARE(csvCell(QJsonArray{1, u"b"_s}).text, u"[1,\"b\"]"_s);
        QCOMPARE(csvCell(QJsonObject{{u"a"_s, 1}}).text, u"{\"a\":1}"_s);
    }
};

QTEST_GUILESS_MAIN(CsvTextTest)
#include "tst_csv_text.moc"
