// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/glyphs.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <optional>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, glyphCount> names{
    "about",         "archive",    "back",    "barcode", "calendar", "check",   "chevron-down", "chevron-left",
    "chevron-right", "chevron-up", "claim",   "clock",   "close",    "code",    "columns",      "connection",
    "copy",          "database",   "disable", "edit",    "error",    "event",   "expand",       "export",
    "eye",           "filter",     "first",   "folder",  "forward",  "info",    "key",          "keyboard",
    "last",          "link",       "lock",    "mint",    "monitor",  "moon",    "more",         "organization",
    "overview",      "page",       "pause",   "play",    "plus",     "print",   "refresh",      "reissue",
    "save",          "search",     "sheet",   "shield",  "sidebar",  "sliders", "star",         "sun",
    "tag",           "undo",       "unlock",  "user",    "warning",  "window",
};

QPixmap drawn(Glyph glyph, int pixels, const QColor &colour)
{
    const QString key = u"scrip-glyph-%1-%2-%3"_s.arg(int(glyph)).arg(pixels).arg(colour.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/scrip/icons/"_s + glyphName(glyph) + u".svg"_s);
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray svg = file.readAll();
        svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setOpacity(colour.alphaF());
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/// Draws a glyph in the colours the application has at that moment. Owned by its QIcon.
class GlyphEngine : public QIconEngine
{
public:
    GlyphEngine(Glyph glyph, std::optional<Tone> tone)
        : m_glyph(glyph)
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintGlyph(painter, rect, m_glyph, colour(mode, state));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return drawn(m_glyph, std::min(size.width(), size.height()), colour(mode, state));
    }

    [[nodiscard]] QIconEngine *clone() const override { return new GlyphEngine(*this); }
    QString key() const override { return u"scrip-glyph"_s; }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode, QIcon::State state) const
    {
        const Tokens &t = tokensOf(QGuiApplication::palette());
        if (mode == QIcon::Disabled)
            return mixed(t.muted, t.base, 0.45);
        if (m_tone)
            return t.strong(*m_tone);
        if (mode == QIcon::Selected || state == QIcon::On)
            return t.accent;
        return mode == QIcon::Active ? t.text : t.muted;
    }

    Glyph m_glyph;
    std::optional<Tone> m_tone;
};

} // namespace

QString glyphName(Glyph glyph)
{
    return QString::fromLatin1(names.at(size_t(glyph)));
}

QIcon icon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph, std::nullopt));
}

QIcon icon(Glyph glyph, Tone tone)
{
    return QIcon(new GlyphEngine(glyph, tone));
}

void paintGlyph(QPainter *painter, const QRectF &box, Glyph glyph, const QColor &colour)
{
    const qreal side = std::min(box.width(), box.height());
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
    QPixmap pixmap = drawn(glyph, qRound(side * ratio), colour);
    pixmap.setDevicePixelRatio(ratio);
    const QPointF corner = box.center() - QPointF(side, side) / 2;
    painter->drawPixmap(QPointF(qRound(corner.x()), qRound(corner.y())), pixmap);
}

} // namespace scrip
