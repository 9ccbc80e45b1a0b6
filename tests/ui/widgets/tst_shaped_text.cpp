// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/shaped_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

using namespace scrip;
using namespace Qt::StringLiterals;

/// What is kept of a text must look as if it were set anew each time.
class TestShapedText : public QObject
{
    Q_OBJECT
private:
    using Paint = std::function<void(QPainter &)>;
    static QImage picture(const Paint &paint);
    static QImage drawn(const QString &text, const QRectF &box, Qt::Alignment alignment = Qt::AlignLeft);
    /// The columns between which there is ink.
    static QPair<int, int> ink(const QImage &image);

private Q_SLOTS:
    void looksLikeTextSetAnew_data();
    void looksLikeTextSetAnew();
    void knowsItsWidth();
    void endsAtTheRight();
    void standsInTheMiddle();
    void cutsWhatDoesNotFit();
    void staysOnOneLine_data();
    void staysOnOneLine();
    void readsNoMarkup();
    void tellsFontsApart();
    void takesThePensColour();
};

QImage TestShapedText::picture(const Paint &paint)
{
    QImage image(300, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    paint(painter);
    return image;
}

QImage TestShapedText::drawn(const QString &text, const QRectF &box, Qt::Alignment alignment)
{
    return picture([&](QPainter &painter) { ShapedText(text, textFont()).draw(&painter, box, alignment); });
}

QPair<int, int> TestShapedText::ink(const QImage &image)
{
    QPair<int, int> found{-1, -1};
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (qGray(image.pixel(x, y)) > 200)
                continue;
            found = {found.first < 0 ? x : found.first, x};
            break;
        }
    }
    return found;
}

void TestShapedText::looksLikeTextSetAnew_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("code");
    QTest::newRow("plain") << u"Devcon Singapore 2027"_s << false;
    QTest::newRow("code") << u"NEAR-7K2M-XXXX-49QT"_s << true;
    QTest::newRow("kerned") << u"AVAVA To. Wa"_s << false;
    QTest::newRow("accents") << u"Zażółć gęślą jaźń"_s << false;
    QTest::newRow("right to left") << u"שלום עולם"_s << false;
}

void TestShapedText::looksLikeTextSetAnew()
{
    QFETCH(const QString, text);
    QFETCH(const bool, code);
    const QFont font = code ? codeFont() : textFont();
    const QRectF box(10, 0, 280, 40);
    const QImage anew = picture([&](QPainter &painter) {
        painter.setFont(font);
        const qreal top = (40 - QFontMetricsF(font).height()) / 2;
        painter.drawText(QPointF(10, top + QFontMetricsF(font).ascent()), text);
    });
    for (int time = 0; time < 2; ++time) { // Also when it is taken from what is kept.
        const QImage kept = picture([&](QPainter &painter) { ShapedText(text, font).draw(&painter, box); });
        QVERIFY(ink(kept).first >= 0);
        QVERIFY(std::abs(ink(kept).first - ink(anew).first) <= 1);
        QVERIFY(std::abs(ink(kept).second - ink(anew).second) <= 1);
    }
}

void TestShapedText::knowsItsWidth()
{
    const QString text = u"1 000 000 codes"_s;
    QVERIFY(std::abs(ShapedText(text, textFont()).width() - QFontMetricsF(textFont()).horizontalAdvance(text)) < 1);
    QCOMPARE(ShapedText(QString(), textFont()).width(), 0.0);
}

void TestShapedText::endsAtTheRight()
{
    const int last = ink(drawn(u"$25.00"_s, {0, 0, 200, 40}, Qt::AlignRight | Qt::AlignVCenter)).second;
    QVERIFY2(last >= 196 && last < 200, qPrintable(QString::number(last)));
}

void TestShapedText::standsInTheMiddle()
{
    const auto [first, last] = ink(drawn(u"HHHH"_s, {0, 0, 200, 40}, Qt::AlignHCenter));
    QVERIFY(std::abs(first + last + 1 - 200) <= 3);
    const QImage turned = drawn(u"HHHH"_s, {0, 0, 200, 40}).transformed(QTransform().rotate(90));
    const auto [above, below] = ink(turned);
    QVERIFY2(std::abs(above + below + 1 - 40) <= 5, qPrintable(u"%1 %2"_s.arg(above).arg(below)));
}

void TestShapedText::cutsWhatDoesNotFit()
{
    const QString text = u"An event whose name is longer than any column would like"_s;
    const QImage cut = drawn(text, {0, 0, 120, 40});
    QVERIFY(ink(cut).second < 121);
    QVERIFY(ink(cut).second > 90);
    QVERIFY(cut != drawn(text.left(12), {0, 0, 120, 40}));
    QVERIFY(ink(drawn(text, {0, 0, 290, 40})).second > 200);
}

void TestShapedText::staysOnOneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("line feed") << u"one\ntwo"_s;
    QTest::newRow("line separator") << u"one\u2028two"_s;
    QTest::newRow("paragraph") << u"one\u2029two"_s;
    QTest::newRow("return") << u"one\rtwo"_s;
}

void TestShapedText::staysOnOneLine()
{
    QFETCH(const QString, text);
    QCOMPARE(drawn(text, {0, 0, 290, 40}), drawn(u"one two"_s, {0, 0, 290, 40}));
}

void TestShapedText::readsNoMarkup()
{
    const QString text = u"<b>bold</b>"_s;
    QVERIFY(ShapedText(text, textFont()).width() > ShapedText(u"bold"_s, textFont()).width() * 1.5);
}

void TestShapedText::tellsFontsApart()
{
    const QString text = u"same text"_s;
    QVERIFY(ShapedText(text, textFont(Type::Page)).width() > ShapedText(text, textFont(Type::Body)).width());
    QVERIFY(!qFuzzyCompare(ShapedText(text, codeFont()).width(), ShapedText(text, textFont()).width()));
}

void TestShapedText::takesThePensColour()
{
    const auto coloured = [](const QColor &colour) {
        return picture([&](QPainter &painter) {
            painter.setPen(colour);
            ShapedText(u"ink"_s, textFont()).draw(&painter, {0, 0, 100, 40});
        });
    };
    QVERIFY(coloured(Qt::black) != coloured(Qt::red));
    QCOMPARE(coloured(Qt::red), coloured(Qt::red));
}

SCRIP_UI_TEST_MAIN(TestShapedText)

#include "tst_shaped_text.moc"
