// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/label_fonts.h"
#include "sheets/pdf_sheet_writer.h"
#include "sheets/qr_reader.h"
#include "sheets/sheet_fixture.h"
#include "sheets/sheet_hash.h"
#include "sheets/sheet_pages.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <qpdf/qpdf-c.h>

#include <thread>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// The written file: private, sound, unscaled, with its fonts inside and no code outside of the labels.
class PdfSheetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void answersWhatWasWritten();
    void isPrivateAndAlone();
    void isSoundAndUnscaled();
    void embedsItsFonts();
    void namesNoCodeOutsideTheLabels();
    void marksAreReadBack();
    void pagesHaveTheSizeOfTheStock_data();
    void pagesHaveTheSizeOfTheStock();
    void lastPartialPageIsThere();
    void textCanBeSelected();
    void tellsProgress();
    void writesOffTheGuiThread();
    void foreignFilesHaveNoMarks();

private:
    QString path(const char *name = "sheet.pdf") const { return m_dir->filePath(QString::fromLatin1(name)); }
    Result<SheetOutcome> write(const SheetJob &job, qint64 count) const
    {
        ListLabelSource source(labels(count));
        return writePdfSheet(job, source, path());
    }

    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

struct Cleanup
{
    void operator()(qpdf_data pdf) const { qpdf_cleanup(&pdf); }
};
using Pdf = std::unique_ptr<std::remove_pointer_t<qpdf_data>, Cleanup>;

Pdf open(const QString &path)
{
    Pdf pdf(qpdf_init());
    qpdf_silence_errors(pdf.get());
    qpdf_set_suppress_warnings(pdf.get(), QPDF_TRUE);
    qpdf_read(pdf.get(), QFile::encodeName(path).constData(), nullptr);
    return pdf;
}

} // namespace

void PdfSheetTest::answersWhatWasWritten()
{
    SheetJob job = jobOn(u"L7160"_s);
    job.startAt = 7;
    ListLabelSource source(labels(50, 101));
    const auto outcome = writePdfSheet(job, source, path());
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->file, path());
    QCOMPARE(outcome->pages, 3);
    QCOMPARE(outcome->marks.labels, 50);
    QCOMPARE(outcome->marks.first, 101);
    QCOMPARE(outcome->marks.last, 150);
    SheetHash hash(job);
    hash.add(labels(50, 101));
    QCOMPARE(outcome->marks.sheetHash, hash.text());
    QVERIFY(outcome->warnings.isEmpty());
}

void PdfSheetTest::isPrivateAndAlone()
{
    QVERIFY(write(jobOn(u"L7160"_s), 3).ok());
    const auto permissions = QFileInfo(path()).permissions();
    QVERIFY(permissions.testFlag(QFile::ReadOwner) && permissions.testFlag(QFile::WriteOwner));
    QVERIFY(!(permissions &
              (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOwner)));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"sheet.pdf"_s});
}

void PdfSheetTest::isSoundAndUnscaled()
{
    QVERIFY(write(jobOn(u"L7160"_s), 50).ok());
    const Pdf pdf = open(path());
    const qpdf_oh wishes = qpdf_oh_get_key(pdf.get(), qpdf_get_root(pdf.get()), "/ViewerPreferences");
    QCOMPARE(QByteArray(qpdf_oh_unparse_resolved(pdf.get(), wishes)), QByteArray("<< /PrintScaling /None >>"));
    QCOMPARE(qpdf_get_num_pages(pdf.get()), 3);
    const Pdf again = open(path());
    QCOMPARE(qpdf_check_pdf(again.get()), QPDF_SUCCESS); // decodes every stream
    QVERIFY(!qpdf_more_warnings(again.get()));
}

void PdfSheetTest::embedsItsFonts()
{
    QVERIFY(write(jobOn(u"L7160"_s), 3).ok());
    const QByteArray raw = content();
    static const QRegularExpression name(u"/FontName /(?:[A-Z]+\\+)?(\\S+)"_s);
    QSet<QString> families;
    for (auto found = name.globalMatch(QString::fromLatin1(raw)); found.hasNext();)
        families.insert(found.next().captured(1));
    QCOMPARE(raw.count("/FontFile2 "), raw.count("/Type /FontDescriptor"));
    QVERIFY(families.contains(u"JetBrainsMono-Bold"_s));
    QVERIFY(families.contains(u"InterTabular-Bold"_s));
    for (const QString &family : families)
        QVERIFY2(family.startsWith(u"InterTabular") || family.startsWith(u"JetBrainsMono"), qPrintable(family));
}

void PdfSheetTest::namesNoCodeOutsideTheLabels()
{
    SheetJob job = jobOn(u"L7160"_s);
    QVERIFY(write(job, 3).ok());
    const Pdf pdf = open(path());
    const qpdf_oh info = qpdf_oh_get_key(pdf.get(), qpdf_get_trailer(pdf.get()), "/Info");
    const qpdf_oh title = qpdf_oh_get_key(pdf.get(), info, "/Title");
    QCOMPARE(QString::fromUtf8(qpdf_oh_get_utf8_value(pdf.get(), title)), job.batchId);
    const QByteArray about(qpdf_oh_unparse_resolved(pdf.get(), info));
    const QByteArray raw = content();
    for (const LabelContent &label : labels(3)) {
        QVERIFY(!raw.contains(label.code.toLatin1()));
        QVERIFY(!about.contains(label.code.right(4).toLatin1()));
    }
}

void PdfSheetTest::marksAreReadBack()
{
    SheetJob job = jobOn(u"5160"_s);
    job.startAt = 9;
    const auto outcome = write(job, 40);
    const auto marks = readSheetMarks(path());
    QVERIFY(marks.ok());
    QCOMPARE(*marks, outcome->marks);
    QCOMPARE(marks->templateId, u"avery-5160"_s);
    QCOMPARE(marks->startAt, 9);
}

void PdfSheetTest::pagesHaveTheSizeOfTheStock_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QSizeF>("points");
    QTest::newRow("A4") << u"L7160"_s << QSizeF(595, 842);
    QTest::newRow("Letter") << u"5160"_s << QSizeF(612, 792);
    QTest::newRow("A4 across") << u"zweckform-32253"_s << QSizeF(842, 595);
}

void PdfSheetTest::pagesHaveTheSizeOfTheStock()
{
    QFETCH(QString, id);
    QFETCH(QSizeF, points);
    QVERIFY(write(jobOn(id), 1).ok());
    const auto pages = SheetPages::open(path());
    const QSize size = (*pages)->picture(0, 72).size(); // one pixel is a point
    QVERIFY(qAbs(size.width() - points.width()) < 1.1);
    QVERIFY(qAbs(size.height() - points.height()) < 1.1);
}

void PdfSheetTest::lastPartialPageIsThere()
{
    const SheetJob job = jobOn(u"L7160"_s);
    QVERIFY(write(job, 43).ok()); // two sheets and one label
    const auto pages = SheetPages::open(path());
    QCOMPARE((*pages)->count(), 3);
    const QImage last = (*pages)->picture(2, 300);
    const auto crop = [&](int slot) {
        const QRectF label = job.stock.slot(slot);
        return last.copy(QRectF(label.topLeft() * 300 / 25.4, label.size() * 300 / 25.4).toAlignedRect());
    };
    QCOMPARE(readQr(crop(0)).value_or(QString()), job.payload(labels(43).last()));
    QVERIFY(!readQr(crop(1)));
}

void PdfSheetTest::textCanBeSelected()
{
    SheetJob job = jobOn(u"L7160"_s);
    job.reprint = 2;
    QVERIFY(write(job, 2).ok());
    const auto pages = SheetPages::open(path());
    const QString text = (*pages)->text(0, job.stock.slot(1));
    QVERIFY2(text.contains(codeOf(2)), qPrintable(text));
    for (const QString &part :
         {u"$25.00"_s, u"Devcon"_s, u"31Dec2026"_s, u"30Jun2027"_s, u"2/2·batch3"_s, u"REPRINT2"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
}

void PdfSheetTest::tellsProgress()
{
    QList<qint64> told;
    ListLabelSource source(labels(50));
    const auto outcome = writePdfSheet(jobOn(u"L7160"_s), source, path(), false, [&](qint64 done, qint64 pages) {
        told << done;
        QCOMPARE(pages, 3);
    });
    QVERIFY(outcome.ok());
    QCOMPARE(told, (QList<qint64>{0, 1, 2, 3}));
}

void PdfSheetTest::writesOffTheGuiThread()
{
    loadScripFonts();
    Result<SheetOutcome> outcome;
    std::thread worker([&] { outcome = write(jobOn(u"L7160"_s), 30); });
    worker.join();
    QVERIFY(outcome.ok());
}

void PdfSheetTest::foreignFilesHaveNoMarks()
{
    QFile text(path("notes.pdf"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("not a PDF");
    text.close();
    for (const QString &name : {path("notes.pdf"), path("missing.pdf"), m_dir->path()}) {
        const auto marks = readSheetMarks(name);
        QVERIFY(!marks.ok());
        QCOMPARE(marks.failure().name, u"not_found"_s);
        QCOMPARE(marks.failure().field, u"file"_s);
    }
}

QTEST_MAIN(PdfSheetTest)
#include "pdf_sheet_test.moc"
