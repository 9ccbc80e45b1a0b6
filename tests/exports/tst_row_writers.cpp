// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/row_writer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtGui/private/qzipreader_p.h>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

ShapedRows<QJsonObject> rowsOf(const QList<QJsonObject> &items, const QList<ExportColumn> &columns)
{
    return {items, {columns, [](const QJsonObject &object) { return object; }}};
}

} // namespace

/// What each format makes of the same objects.
class RowWritersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesItsFormats();
    void csvNeutralisesFormulas();
    void csvKeepsWhatSpreadsheetsSplit();
    void jsonLinesAreWholeObjects();
    void workbooksKeepMoneyAsText();
    void tellsWhenNothingCanBeWritten_data();
    void tellsWhenNothingCanBeWritten();

private:
    QByteArray written(ExportFormat format, const QList<QJsonObject> &items, const QList<ExportColumn> &columns);
    [[nodiscard]] QString path() const { return m_dir.filePath(u"out"_s); }

    QTemporaryDir m_dir;
};

QByteArray RowWritersTest::written(ExportFormat format, const QList<QJsonObject> &items,
                                   const QList<ExportColumn> &columns)
{
    QFile file(path());
    if (!file.open(QFile::ReadWrite | QFile::Truncate))
        return "not opened";
    {
        const auto writer = rowWriter(format, file, columns);
        if (!writer->begin().isEmpty() || !writer->rows(rowsOf(items, columns)).isEmpty() || !writer->end().isEmpty())
            return "not written";
    }
    file.close();
    if (format == ExportFormat::Workbook)
        return QZipReader(path()).fileData(u"xl/worksheets/sheet1.xml"_s);
    return file.open(QFile::ReadOnly) ? file.readAll() : "not read";
}

void RowWritersTest::namesItsFormats()
{
    for (const QString &name : {u"csv"_s, u"xlsx"_s, u"jsonl"_s}) {
        const auto format = exportFormatFromName(name);
        QVERIFY2(format, qPrintable(name));
        QCOMPARE(exportFormatName(*format), name);
    }
    QVERIFY(!exportFormatFromName(u"xls"_s));
    QCOMPARE(mostRows(ExportFormat::Workbook), qint64(1'048'575));
    QCOMPARE(mostRows(ExportFormat::Csv), qint64(0));
}

void RowWritersTest::csvNeutralisesFormulas()
{
    QList<QJsonObject> items;
    for (const QString &text : {u"=1+1"_s, u"+1"_s, u"-1"_s, u"@sum"_s, u"\tx"_s, u"\rx"_s, u"fine"_s})
        items << QJsonObject{{u"name"_s, text}};
    const QByteArray text = written(ExportFormat::Csv, items, {{u"name"_s}});
    QCOMPARE(text, QByteArray("name\r\n'=1+1\r\n'+1\r\n'-1\r\n'@sum\r\n\"'\tx\"\r\n\"'\rx\"\r\nfine\r\n"));
    // In a column of numbers a minus is one; what only looks like a number is none.
    QCOMPARE(written(ExportFormat::Csv,
                     {{{u"amount"_s, u"-0.000000001"_s}}, {{u"amount"_s, u"-1+2"_s}}, {{u"amount"_s, u"=2"_s}}},
                     {{u"amount"_s, true}}),
             QByteArray("amount\r\n-0.000000001\r\n'-1+2\r\n'=2\r\n"));
}

void RowWritersTest::csvKeepsWhatSpreadsheetsSplit()
{
    const QJsonObject item{{u"name"_s, u"a \"b\", c\nd"_s},
                           {u"codes"_s, QJsonObject{{u"total"_s, 12}}},
                           {u"tags"_s, QJsonArray{u"x"_s, u"y"_s}},
                           {u"gone"_s, QJsonValue()},
                           {u"paused"_s, false}};
    QCOMPARE(written(ExportFormat::Csv, {item},
                     {{u"name"_s}, {u"codes.total"_s, true}, {u"tags"_s}, {u"gone"_s}, {u"paused"_s}, {u"never"_s}}),
             QByteArray("name,codes.total,tags,gone,paused,never\r\n"
                        "\"a \"\"b\"\", c\nd\",12,\"[\"\"x\"\",\"\"y\"\"]\",,false,\r\n"));
}

void RowWritersTest::jsonLinesAreWholeObjects()
{
    const QJsonObject item{{u"name"_s, u"=x\ny"_s}, {u"more"_s, QJsonObject{{u"a"_s, true}}}};
    const QByteArray text = written(ExportFormat::JsonLines, {item, item}, {{u"name"_s}});
    const QList<QByteArray> lines = text.split('\n');
    QCOMPARE(lines.size(), 3); // the last line ends as well
    QCOMPARE(QJsonDocument::fromJson(lines.at(0)).object(), item);
    QCOMPARE(lines.at(1), lines.at(0));
    QCOMPARE(lines.at(2), QByteArray());
}

void RowWritersTest::workbooksKeepMoneyAsText()
{
    const QJsonObject item{{u"amount"_s, u"12345678901234.123456789"_s}, {u"name"_s, u"=1+1"_s}, {u"serial"_s, 7}};
    const QString xml = QString::fromUtf8(
        written(ExportFormat::Workbook, {item}, {{u"amount"_s, true}, {u"name"_s}, {u"serial"_s, true}}));
    QVERIFY2(xml.contains(u"<is><t>12345678901234.123456789</t></is>"_s), qPrintable(xml));
    QVERIFY2(xml.contains(u"<is><t>=1+1</t></is>"_s), qPrintable(xml));
    QVERIFY2(xml.contains(u"<c r=\"C2\"><v>7</v></c>"_s), qPrintable(xml));
    QVERIFY(xml.contains(u"<t>amount</t>"_s));
    QVERIFY(!xml.contains(u"<f>"_s));
}

void RowWritersTest::tellsWhenNothingCanBeWritten_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("csv") << int(ExportFormat::Csv);
    QTest::newRow("jsonl") << int(ExportFormat::JsonLines);
    QTest::newRow("xlsx") << int(ExportFormat::Workbook);
}

void RowWritersTest::tellsWhenNothingCanBeWritten()
{
    QFETCH(int, format);
    QFile full(u"/dev/full"_s);
    QVERIFY(full.open(QFile::WriteOnly | QFile::Unbuffered));
    const auto writer = rowWriter(ExportFormat(format), full, {{u"name"_s}});
    QString wrong = writer->begin();
    if (wrong.isEmpty())
        wrong = writer->rows(rowsOf({{{u"name"_s, QString(50'000, u'x')}}}, {{u"name"_s}}));
    if (wrong.isEmpty())
        wrong = writer->end();
    QVERIFY(!wrong.isEmpty());
}

QTEST_GUILESS_MAIN(RowWritersTest)
#include "tst_row_writers.moc"
