// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csv_rows.h"
#include "core/csv_text.h"

#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

/// Files that people bring along: lines and columns as they were meant.
class CsvRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("told");
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("one") << QByteArray("a") << u"1:a"_s;
        QTest::newRow("lines") << QByteArray("a\nb\n") << u"1:a 2:b"_s;
        QTest::newRow("the other end") << QByteArray("a\r\nb\r\n") << u"1:a 2:b"_s;
        QTest::newRow("cells") << QByteArray("a,b\nc,d") << u"1:a|b 2:c|d"_s;
        QTest::newRow("empty cells") << QByteArray(",b\nc,") << u"1:|b 2:c|"_s;
        QTest::newRow("empty lines") << QByteArray("\na\n\n  \n,\nb\n") << u"2:a 6:b"_s;
        QTest::newRow("a quote") << QByteArray("\"a,b\",c\n") << u"1:a,b|c"_s;
        QTest::newRow("a quoted quote") << QByteArray("\"a\"\"b\"\n") << u"1:a\"b"_s;
        QTest::newRow("an empty quote") << QByteArray("\"\",x\n") << u"1:|x"_s;
        QTest::newRow("a line in a quote") << QByteArray("\"a\nb\"\nc") << u"1:a\nb 3:c"_s;
        QTest::newRow("a mark in front") << QByteArray("\xEF\xBB\xBF"
                                                       "a\n")
                                         << u"1:a"_s;
        QTest::newRow("letters") << QByteArray("caf\xC3\xA9") << u"1:café"_s;
        QTest::newRow("a quote inside") << QByteArray("a\"b\n") << u"1:a\"b"_s;
    }

    void reads()
    {
        QFETCH(QByteArray, bytes);
        const auto rows = csvRows(bytes);
        QVERIFY(rows.ok());
        QStringList told;
        for (const CsvRow &row : *rows)
            told << QString::number(row.line) + u':' + row.cells.join(u'|');
        QTEST(told.join(u' '), "told");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no end") << QByteArray("a\n\"b\nc");
        QTest::newRow("an end that is none") << QByteArray("\"b\"\"");
        QTest::newRow("no text") << QByteArray("\xFF\xFE"
                                               "a");
        QTest::newRow("a hole") << QByteArray("a\0b", 3);
        const QString word = u"café\n"_s;
        const auto coded = [&word](QStringEncoder::Encoding encoding, QStringEncoder::Flag flag) {
            QStringEncoder encode(encoding, flag);
            return QByteArray(encode(word));
        };
        const auto plain = QStringEncoder::Flag::Default;
        const auto marked = QStringEncoder::Flag::WriteBom;
        QTest::newRow("Latin-1") << coded(QStringEncoder::Latin1, plain);
        QTest::newRow("Latin-1 to its last letter") << coded(QStringEncoder::Latin1, plain).chopped(1);
        QTest::newRow("UTF-8 cut in a letter") << word.toUtf8().chopped(2);
        QTest::newRow("UTF-16, little end") << coded(QStringEncoder::Utf16LE, plain);
        QTest::newRow("UTF-16, big end") << coded(QStringEncoder::Utf16BE, plain);
        QTest::newRow("UTF-16 with its mark, little end") << coded(QStringEncoder::Utf16LE, marked);
        QTest::newRow("UTF-16 with its mark, big end") << coded(QStringEncoder::Utf16BE, marked);
        QTest::newRow("UTF-32 with its mark") << coded(QStringEncoder::Utf32LE, marked);
        QTest::newRow("a lone surrogate") << QByteArray("a\xED\xA0\x80\n");
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        const auto rows = csvRows(bytes);
        QVERIFY(!rows.ok());
        QCOMPARE(rows.failure().name, u"usage"_s);
        QCOMPARE(rows.failure().field, u"file"_s);
    }

    void readsWhatIsWritten()
    {
        const QList<CsvCell> cells{{u"a,b"_s}, {u"c\"d"_s}, {u"e\r\nf"_s}, {QString()}};
        QString line;
        appendCsvLine(line, cells);
        const auto rows = csvRows(line.toUtf8());
        QCOMPARE(rows->size(), 1);
        QCOMPARE(rows->first().cells, (QStringList{u"a,b"_s, u"c\"d"_s, u"e\r\nf"_s, QString()}));
    }

    void raggedLinesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("line");
        QTest::newRow("more than the heading") << QByteArray("code\nx\ny,z\n") << 3;
        QTest::newRow("fewer than the heading") << QByteArray("n,code\n1,x\n2\n3,z") << 3;
        QTest::newRow("a comma at the end") << QByteArray("n,code\n1,x,\n") << 2;
        QTest::newRow("without a heading") << QByteArray("x\ny,z\n") << 2;
        QTest::newRow("behind a cell of two lines") << QByteArray("code,n\n\"x\ny\",1\n\nz\n") << 5;
    }

    void raggedLinesAreNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, line);
        const auto values = csvColumn(bytes, {u"code"_s});
        QVERIFY(!values.ok());
        QCOMPARE(values.failure().name, u"usage"_s);
        QVERIFY2(values.failure().message.startsWith(u"Line %1 has "_s.arg(line)),
                 qPrintable(values.failure().message));
    }

    void columns_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("told");
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("one column") << QByteArray("x\ny") << u"1:x 2:y"_s;
        QTest::newRow("with its heading") << QByteArray(" Code \nx") << u"2:x"_s;
        QTest::newRow("one of some") << QByteArray("n,code\n1,x\n2,\n3,z") << u"2:x 3: 4:z"_s;
        QTest::newRow("none of some") << QByteArray("n,m\n1,x") << u"refused"_s;
        QTest::newRow("a broken file") << QByteArray("\"") << u"refused"_s;
    }

    void columns()
    {
        QFETCH(QByteArray, bytes);
        const auto values = csvColumn(bytes, {u"code"_s, u"codes"_s});
        QStringList told;
        if (!values)
            told << u"refused"_s;
        else
            for (const CsvValue &value : *values)
                told << QString::number(value.line) + u':' + value.text;
        QTEST(told.join(u' '), "told");
    }
};

QTEST_GUILESS_MAIN(CsvRowsTest)
#include "tst_csv_rows.moc"
