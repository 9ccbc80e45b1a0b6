// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/private_file.h"
#include "exports/xlsx_file.h"

#include <QTemporaryDir>
#include <QtGui/private/qzipreader_p.h>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Workbooks, read back as the XML that they are.
class XlsxFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void keepsEverythingAsItWas();
    void manyRows();
    void tellsWhatWentWrong();

private:
    [[nodiscard]] QString path() const { return m_dir.filePath(u"book.xlsx"_s); }
    [[nodiscard]] QString sheet() const
    {
        const QZipReader zip(path());
        return QString::fromUtf8(zip.fileData(u"xl/worksheets/sheet1.xml"_s));
    }

    QTemporaryDir m_dir;
};

void XlsxFileTest::keepsEverythingAsItWas()
{
    PrivateFile file(path());
    QVERIFY(file.open().ok());
    {
        XlsxFile book(file.file());
        QVERIFY(book.heading({u"serial"_s, u"amount"_s, u"name"_s}));
        QVERIFY(book.row({{u"7"_s, true}, {u"0.000000001"_s, true}, {u"=1+1"_s}}));
        QVERIFY(book.row({{u"-5.00"_s, true}, {u"12345678901234567890"_s, true}, {u"<é & \x01>"_s}}));
        QCOMPARE(book.finish(), QString());
    }
    QVERIFY(file.commit(false).ok());
    const QString xml = sheet();
    QVERIFY2(xml.contains(u"<c r=\"A2\"><v>7</v></c>"_s), qPrintable(xml));
    for (const QString &text : {u"0.000000001"_s, u"=1+1"_s, u"-5.00"_s, u"12345678901234567890"_s})
        QVERIFY2(xml.contains(u"<is><t>"_s + text + u"</t></is>"_s), qPrintable(text));
    QVERIFY2(xml.contains(u"&lt;é &amp; _x0001_&gt;"_s), qPrintable(xml));
    QVERIFY(!xml.contains(u"<f>"_s)); // no formulas
    QCOMPARE(QFile(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void XlsxFileTest::manyRows()
{
    constexpr int rows = 5'000;
    PrivateFile file(path());
    QVERIFY(file.open().ok());
    {
        XlsxFile book(file.file());
        QVERIFY(book.heading({u"n"_s}));
        for (int i = 1; i <= rows; ++i)
            QVERIFY(book.row({{QString::number(i), true}}));
        QCOMPARE(book.finish(), QString());
    }
    QVERIFY(file.commit(false).ok());
    QVERIFY(sheet().contains(u"<c r=\"A5001\"><v>5000</v></c>"_s));
}

void XlsxFileTest::tellsWhatWentWrong()
{
    PrivateFile file(path());
    QVERIFY(file.open().ok());
    {
        XlsxFile book(file.file());
        QVERIFY(!book.row({{QString(40'000, u'x')}})); // longer than a cell can be
        QVERIFY(!book.row({{u"fine"_s}}));
        QVERIFY(!book.finish().isEmpty());
    }
    // A target that takes nothing.
    QFile full(u"/dev/full"_s);
    QVERIFY(full.open(QFile::WriteOnly));
    XlsxFile book(full);
    QVERIFY(book.row({{u"x"_s}}));
    QVERIFY(!book.finish().isEmpty());
    QVERIFY(!QFile::exists(path()));
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::XlsxFileTest)
#include "tst_xlsx_file.moc"
