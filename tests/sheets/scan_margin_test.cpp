// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/qr_reader.h"
#include "sheets/sheet_fixture.h"
#include "sheets/sheet_renderer.h"

#include <QPainter>
#include <QRandomGenerator>

#include <cmath>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// Labels as a tired printer makes them still have to scan: blurred, pale, or with a streak through the symbol.
class ScanMarginTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void survives_data();
    void survives();
    void doesNotSurviveEverything();

private:
    QImage label(const QString &id, QrFit *fit, QString *payload) const;
};

namespace {

constexpr double dpi = 300;
constexpr double perMm = dpi / 25.4;

enum Damage { Blur, Pale, Streak };

/// Gaussian blur, one axis after the other.
QImage blurred(const QImage &image, double sigma)
{
    const int reach = int(std::ceil(3 * sigma));
    std::vector<double> kernel;
    double sum = 0;
    for (int i = -reach; i <= reach; ++i) {
        kernel.push_back(std::exp(-i * i / (2 * sigma * sigma)));
        sum += kernel.back();
    }
    const auto pass = [&](const QImage &from, int dx, int dy) {
        QImage to(from.size(), QImage::Format_Grayscale8);
        for (int y = 0; y < from.height(); ++y) {
            for (int x = 0; x < from.width(); ++x) {
                double value = 0;
                for (int i = -reach; i <= reach; ++i) {
                    const int sx = qBound(0, x + i * dx, from.width() - 1);
                    const int sy = qBound(0, y + i * dy, from.height() - 1);
                    value += kernel.at(std::size_t(i) + std::size_t(reach)) * from.constScanLine(sy)[sx];
                }
                to.scanLine(y)[x] = uchar(qBound(0, int(std::lround(value / sum)), 255));
            }
        }
        return to;
    };
    return pass(pass(image, 1, 0), 0, 1);
}

QImage pale(const QImage &image)
{
    QRandomGenerator random(7);
    QImage to = image;
    for (int y = 0; y < to.height(); ++y) {
        for (int x = 0; x < to.width(); ++x) {
            const int ink = 120 + to.constScanLine(y)[x] * (255 - 120) / 255 + random.bounded(-10, 11);
            to.scanLine(y)[x] = uchar(qBound(0, ink, 255));
        }
    }
    return to;
}

QImage streaked(const QImage &image, const QRectF &symbol)
{
    QImage to = image;
    QPainter painter(&to);
    painter.fillRect(QRectF(symbol.center().x() + symbol.width() * 0.12, 0, 0.5 * perMm, to.height()), Qt::white);
    return to;
}

} // namespace

void ScanMarginTest::initTestCase()
{
    loadScripFonts();
}

QImage ScanMarginTest::label(const QString &id, QrFit *fit, QString *payload) const
{
    const SheetJob job = jobOn(id);
    const QList<LabelContent> one = labels(1);
    auto renderer = SheetRenderer::make(job, 1);
    *fit = renderer.value().check(one.first())->face.fit;
    *payload = job.payload(one.first());
    const QImage sheet = renderer.value().preview(dpi, 0, one).value().convertToFormat(QImage::Format_Grayscale8);
    const QRectF slot = job.stock.slot(0);
    const QRectF qr = renderer.value().check(one.first())->face.qr.translated(slot.topLeft());
    return sheet.copy(QRectF(qr.topLeft() * perMm, qr.size() * perMm).toAlignedRect());
}

void ScanMarginTest::survives_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("damage");
    for (const char *id : {"avery-l7160", "avery-5160", "avery-l7651", "avery-22805", "herma-5051", "avery-c32011"}) {
        QTest::addRow("%s, blurred", id) << QString::fromLatin1(id) << int(Blur);
        QTest::addRow("%s, pale", id) << QString::fromLatin1(id) << int(Pale);
        QTest::addRow("%s, streaked", id) << QString::fromLatin1(id) << int(Streak);
    }
}

void ScanMarginTest::survives()
{
    QFETCH(QString, id);
    QFETCH(int, damage);
    QrFit fit;
    QString payload;
    const QImage symbol = label(id, &fit, &payload);
    const QImage seen = damage == Blur   ? blurred(symbol, 0.35 * fit.moduleMm() * perMm)
                        : damage == Pale ? pale(symbol)
                                         : streaked(symbol, symbol.rect());
    QVERIFY(seen != symbol);
    QCOMPARE(readQr(seen).value_or(QString()), payload);
}

void ScanMarginTest::doesNotSurviveEverything()
{
    QrFit fit;
    QString payload;
    const QImage symbol = label(u"avery-l7160"_s, &fit, &payload);
    QVERIFY(!readQr(blurred(symbol, 1.5 * fit.moduleMm() * perMm)));
}

QTEST_MAIN(ScanMarginTest)
#include "scan_margin_test.moc"
