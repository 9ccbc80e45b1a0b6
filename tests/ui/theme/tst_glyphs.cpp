// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/theme/glyphs.h"

#include <QFile>
#include <QPainter>
#include <QSet>

using namespace scrip;
using namespace Qt::StringLiterals;

/// Every glyph is there, draws something, and takes the colours of the theme.
class TestGlyphs : public QObject
{
    Q_OBJECT
private:
    static int inked(const QImage &image);

private Q_SLOTS:
    void allAreThere();
    void followTheTheme();
    void knowTheirModes();
    void areSharpOnDensePixels();
};

int TestGlyphs::inked(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 100 ? 1 : 0;
    }
    return count;
}

void TestGlyphs::allAreThere()
{
    QSet<QString> names;
    for (int i = 0; i < glyphCount; ++i) {
        const QString name = glyphName(Glyph(i));
        QVERIFY2(QFile::exists(u":/scrip/icons/%1.svg"_s.arg(name)), qPrintable(name));
        names.insert(name);
        const QImage image = icon(Glyph(i)).pixmap(16).toImage();
        QVERIFY2(inked(image) > 2, qPrintable(name));
    }
    QCOMPARE(names.size(), glyphCount);
}

void TestGlyphs::followTheTheme()
{
    const auto colourOf = [] {
        const QImage image = icon(Glyph::Plus).pixmap(16, 16).toImage();
        return image.pixelColor(8, 8);
    };
    testing::theme().setMode(ThemeMode::Light);
    QVERIFY(qAbs(colourOf().lightness() - lightTokens().muted.lightness()) < 12);
    testing::theme().setMode(ThemeMode::Dark);
    QVERIFY(qAbs(colourOf().lightness() - darkTokens().muted.lightness()) < 12);
    testing::theme().setMode(ThemeMode::Light);
}

void TestGlyphs::knowTheirModes()
{
    const QIcon plus = icon(Glyph::Plus);
    const auto at = [&plus](QIcon::Mode mode) { return plus.pixmap(16, mode).toImage().pixelColor(8, 8); };
    QVERIFY(at(QIcon::Disabled).lightness() > at(QIcon::Normal).lightness() + 20);
    QVERIFY(at(QIcon::Selected).saturation() > at(QIcon::Normal).saturation() + 50);
    const QColor bad = icon(Glyph::Plus, Tone::Bad).pixmap(16).toImage().pixelColor(8, 8);
    QVERIFY(qAbs(bad.hue() - lightTokens().bad.hue()) < 6);
}

void TestGlyphs::areSharpOnDensePixels()
{
    const QPixmap dense = icon(Glyph::Event).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(dense.size(), QSize(32, 32));
    QCOMPARE(dense.devicePixelRatio(), 2.0);
}

SCRIP_UI_TEST_MAIN(TestGlyphs)
#include "tst_glyphs.moc"
