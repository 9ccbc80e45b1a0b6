// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/cut_marks.h"
#include "sheets/qr_reader.h"
#include "sheets/sheet_fixture.h"
#include "sheets/sheet_renderer.h"

#include <QPainter>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// The painted page, judged by its pixels at 300 dpi.
class SheetRendererTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLabelDecodes_data() { stockRows(); }
    void everyLabelDecodes();
    void modulesAreExactPixels();
    void neighboursStayClean_data();
    void neighboursStayClean();
    void tentsReadFromBothSides();
    void unusedSlotsStayWhite();
    void maskedPreviewHoldsNoCode();
    void previewCrossesOutWhatIsGone();
    void devicesAgree();
    void plainStockHasCutMarks();
    void checkSaysWhatIsWrong();
    void refusesDenseUrls();
};

namespace {

constexpr double dpi = 300;

QRect pixels(const QRectF &mm)
{
    return QRectF(mm.topLeft() * dpi / 25.4, mm.size() * dpi / 25.4).toAlignedRect();
}

/// The page as it prints, without the outlines of a preview.
QImage page(const SheetJob &job, const QList<LabelContent> &list, qint64 index = 0, double resolution = dpi)
{
    auto renderer = SheetRenderer::make(job, index == 0 ? list.size() : job.stock.perPage() + list.size());
    const QSizeF size = job.stock.page / 25.4 * resolution;
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    const auto painted = renderer.value().paintPage(painter, resolution, index, list);
    return painted.ok() ? image : QImage();
}

bool isWhite(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 250)
                return false;
        }
    }
    return !image.isNull();
}

} // namespace

void SheetRendererTest::everyLabelDecodes()
{
    QFETCH(QString, id);
    const SheetJob job = jobOn(id);
    const QList<LabelContent> full = labels(job.stock.perPage());
    const QImage sheet = page(job, full);
    QVERIFY(!sheet.isNull());
    for (int slot = 0; slot < job.stock.perPage(); ++slot) {
        const QString read = readQr(sheet.copy(pixels(job.stock.slot(slot)))).value_or(QString());
        QCOMPARE(read, carriesQr(job.stock) ? job.payload(full.at(slot)) : QString());
    }
}

void SheetRendererTest::modulesAreExactPixels()
{
    const SheetJob job = jobOn(u"L7160"_s);
    const QList<LabelContent> one = labels(1);
    const QImage sheet = page(job, one);
    auto renderer = SheetRenderer::make(job, 1);
    const SheetCheck check = renderer.value().check(one.first()).value();
    QrEncoder encoder;
    const QrCode code = encoder.encode(job.payload(one.first())).value();
    const int module = check.face.fit.dots; // 1/300 inch is one pixel
    const QRect slot = slotUnits(job.stock, 0);
    const auto snapped = [](double mm) { return qRound(mm * dpi / 25.4); };
    const QPoint corner(slot.left() / 4 + snapped(check.face.qr.left()),
                        slot.top() / 4 + snapped(check.face.qr.top()));
    const int quiet = QrCode::quietZone;
    for (int y = -quiet; y < code.modules() + quiet; ++y) {
        for (int x = -quiet; x < code.modules() + quiet; ++x) {
            const QPoint first = corner + QPoint((x + quiet) * module, (y + quiet) * module);
            const QRgb ink = code.isDark(x, y) ? qRgb(0, 0, 0) : qRgb(255, 255, 255);
            for (const QPoint &at :
                 {first, first + QPoint(module - 1, module - 1), first + QPoint(module / 2, module / 2)})
                QCOMPARE(sheet.pixel(at), ink);
        }
    }
}

void SheetRendererTest::neighboursStayClean_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"avery-l7651", "avery-l7160", "avery-5167", "avery-22807", "herma-5051", "avery-c32011"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void SheetRendererTest::neighboursStayClean()
{
    QFETCH(QString, id);
    SheetJob job = jobOn(id);
    job.eventName = QString(200, u'W');
    job.startAt = job.stock.columns + 2; // second row, second column, with neighbours all around
    const QList<LabelContent> one = labels(1);
    QImage sheet = page(job, one);
    const QRect box = pixels(job.stock.slot(job.startAt - 1));
    if (carriesQr(job.stock))
        QCOMPARE(readQr(sheet.copy(box)).value_or(QString()), job.payload(one.first()));
    QPainter painter(&sheet);
    painter.fillRect(box.adjusted(-1, -1, 1, 1), Qt::white);
    painter.fillRect(QRect(0, 0, sheet.width(), pixels(job.stock.slot(0)).top() - 1),
                     Qt::white); // the line above all
    painter.end();
    QVERIFY(isWhite(sheet));
}

void SheetRendererTest::tentsReadFromBothSides()
{
    const SheetJob job = jobOn(u"tent-a4-2up"_s);
    const QList<LabelContent> two = labels(2);
    const QImage sheet = page(job, two);
    const QRect slot = pixels(job.stock.slot(1));
    const QImage upper = sheet.copy(slot.adjusted(0, 0, 0, -slot.height() / 2));
    const QImage lower = sheet.copy(slot.adjusted(0, slot.height() / 2, 0, 0));
    QCOMPARE(readQr(upper).value_or(QString()), job.payload(two.last()));
    QCOMPARE(readQr(lower).value_or(QString()), job.payload(two.last()));
    // The upper face stands on its head: turned by half it is the lower one, but for a pixel of rounding.
    const QImage turned = upper.transformed(QTransform().rotate(180));
    qint64 different = 0;
    for (int y = 40; y < lower.height() - 40; ++y) {
        for (int x = 40; x < lower.width() - 40; ++x)
            different += qAbs(qGray(turned.pixel(x, y)) - qGray(lower.pixel(x, y))) > 128 ? 1 : 0;
    }
    QVERIFY2(different < qint64(lower.width()) * lower.height() / 20, qPrintable(QString::number(different)));
}

void SheetRendererTest::unusedSlotsStayWhite()
{
    SheetJob job = jobOn(u"L7160"_s);
    job.startAt = 21; // the last slot
    const QList<LabelContent> all = labels(3);
    auto renderer = SheetRenderer::make(job, 3);
    QCOMPARE(renderer->layout().pages(), 2);
    const QImage first = page(job, all.mid(0, 1));
    for (int slot = 0; slot < 20; ++slot)
        QVERIFY(isWhite(first.copy(pixels(job.stock.slot(slot)))));
    QCOMPARE(readQr(first.copy(pixels(job.stock.slot(20)))).value_or(QString()), job.payload(all.first()));
    const QImage second = page(job, all.mid(1), 1);
    QCOMPARE(readQr(second.copy(pixels(job.stock.slot(0)))).value_or(QString()), job.payload(all.at(1)));
    QVERIFY(isWhite(second.copy(pixels(job.stock.slot(2)))));
}

void SheetRendererTest::maskedPreviewHoldsNoCode()
{
    SheetJob job = jobOn(u"L7160"_s);
    job.masked = true;
    const QList<LabelContent> some = labels(5);
    auto renderer = SheetRenderer::make(job, some.size());
    const auto preview = renderer.value().preview(dpi, 0, some);
    QVERIFY(preview.ok());
    for (int slot = 0; slot < some.size(); ++slot) {
        const auto read = readQr(preview->copy(pixels(job.stock.slot(slot))));
        QVERIFY(read.has_value());
        QVERIFY(read->contains(u"PREVIEW"_s));
        QVERIFY(!read->contains(some.at(slot).code.mid(5, 9)));
    }
}

void SheetRendererTest::previewCrossesOutWhatIsGone()
{
    SheetJob job = jobOn(u"L7160"_s);
    job.startAt = 3;
    const QList<LabelContent> some = labels(2);
    auto renderer = SheetRenderer::make(job, some.size());
    const auto preview = renderer.value().preview(dpi, 0, some);
    QVERIFY(preview.ok());
    const auto centre = [&](int slot) { return preview->pixelColor(pixels(job.stock.slot(slot)).center()); };
    QVERIFY(centre(0) != QColor(Qt::white));
    QVERIFY(centre(1) != QColor(Qt::white));
    // Free for another run.
    QCOMPARE(centre(4), QColor(Qt::white));
    QCOMPARE(centre(20), QColor(Qt::white));
}

void SheetRendererTest::devicesAgree()
{
    const SheetJob job = jobOn(u"L7160"_s);
    const QList<LabelContent> some = labels(3);
    const QImage fine =
        page(job, some, 0, 600).scaled(page(job, some).size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const QImage coarse = page(job, some);
    qint64 different = 0;
    for (int y = 0; y < coarse.height(); ++y) {
        for (int x = 0; x < coarse.width(); ++x)
            different += qAbs(qGray(fine.pixel(x, y)) - qGray(coarse.pixel(x, y))) > 140 ? 1 : 0;
    }
    QVERIFY2(different < 2500, qPrintable(QString::number(different)));
}

void SheetRendererTest::plainStockHasCutMarks()
{
    const auto marksOn = [](const QString &name, qint64 count, int startAt) {
        return cutMarks(SheetLayout::make(stock(name), count, startAt).value(), 0);
    };
    QVERIFY(marksOn(u"L7160"_s, 21, 1).isEmpty());
    QCOMPARE(marksOn(u"plain-a4-3x7"_s, 21, 1).size(), 2 * (4 + 8)); // shared edges are cut once
    QCOMPARE(marksOn(u"plain-a4-3x7"_s, 1, 1).size(), 2 * (2 + 2));  // blank slots are not cut out
    for (const QLineF &mark : marksOn(u"plain-a4-3x7"_s, 21, 1)) {
        QCOMPARE(mark.length(), 5.0);
        QVERIFY(QRectF(0, 0, 210, 297).contains(mark.p1()) && QRectF(0, 0, 210, 297).contains(mark.p2()));
        for (int slot = 0; slot < 21; ++slot)
            QVERIFY(!stock(u"plain-a4-3x7"_s).slot(slot).adjusted(-1.9, -1.9, 1.9, 1.9).contains(mark.center()));
    }
}

void SheetRendererTest::checkSaysWhatIsWrong()
{
    const auto check = [](const QString &name) {
        auto renderer = SheetRenderer::make(jobOn(name), 1);
        return renderer.value().check(labels(1).first()).value();
    };
    QVERIFY(check(u"L7160"_s).warnings.isEmpty());
    QVERIFY(!check(u"L7160"_s).textOnly);
    QVERIFY(check(u"5167"_s).textOnly);
    QVERIFY(!check(u"5167"_s).warnings.isEmpty());
    QCOMPARE(check(u"22807"_s).warnings.size(), 1); // grade C
    QVERIFY(check(u"L7651"_s).warnings.first().contains(u"event"_s));
}

void SheetRendererTest::refusesDenseUrls()
{
    SheetJob job = jobOn(u"L7651"_s);
    job.claimUrl = u"https://example.com/"_s + QString(200, u'x') + u"?code={code}"_s;
    auto renderer = SheetRenderer::make(job, 1);
    const auto check = renderer.value().check(labels(1).first());
    QVERIFY(!check.ok());
    QCOMPARE(check.failure().name, u"label_too_small"_s);
    QVERIFY(page(job, labels(1)).isNull());
}

QTEST_MAIN(SheetRendererTest)
#include "sheet_renderer_test.moc"
