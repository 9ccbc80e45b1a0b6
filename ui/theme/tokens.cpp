// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <QWidget>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace scrip {

namespace {

QColor hex(QRgb rgb)
{
    return QColor::fromRgb(rgb);
}

QColor withAlpha(QColor colour, qreal alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

qreal linear(qreal channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

qreal luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

/// The colour of that hue and colourfulness (0 grey … 1) which is as bright as `wanted`, 0…1.
QColor ofLuminance(float hue, float chroma, qreal wanted)
{
    const auto at = [hue, chroma](float lightness) {
        const float most = 1 - std::abs(2 * lightness - 1);
        return QColor::fromHslF(hue, most > 0 ? std::min(1.0f, chroma / most) : 0, lightness);
    };
    float low = 0;
    float high = 1;
    for (int step = 0; step < 16; ++step) {
        const float middle = (low + high) / 2;
        (luminance(at(middle)) < wanted ? low : high) = middle;
    }
    return QColor::fromRgb(at(low).rgb());
}

/// A tint keeps the hue of its tone (mixing with white would turn amber into a sickly green), and all tints are
/// equally bright, so that no status shouts louder than another.
QColor makeTint(const QColor &from, bool dark)
{
    // Yellow looks paler than other hues of the same strength.
    const bool yellow = from.hslHueF() > 0.09f && from.hslHueF() < 0.19f;
    if (dark)
        return ofLuminance(from.hslHueF(), 0.12f, 0.027);
    return ofLuminance(from.hslHueF(), yellow ? 0.15f : 0.08f, 0.855);
}

void derive(Tokens &t)
{
    t.edge = mixed(t.line, t.muted, 0.21);
    t.track = t.dark ? t.line : mixed(t.window, t.line, 0.79);
    t.onAccent = t.dark ? t.window : t.base;
    t.ring = withAlpha(t.accent, 0.28);
    t.hover = mixed(t.base, t.text, t.dark ? 0.05 : 0.035);
    t.neutralTint = mixed(t.window, t.line, t.dark ? 0.92 : 0.47);
    t.selection = t.tint(Tone::Accent);
}

Tokens makeLight()
{
    Tokens t;
    t.window = hex(0xF5F6F8);
    t.base = hex(0xFFFFFF);
    t.raised = hex(0xFFFFFF);
    t.line = hex(0xE2E5EA);
    t.text = hex(0x1A1E24);
    t.muted = hex(0x5D6675);
    t.accent = hex(0x3B5BDB);
    t.good = hex(0x1B7F5C);
    t.warn = hex(0x9A6700);
    t.bad = hex(0xB42318);
    t.info = hex(0x1768AC);
    t.dim = withAlpha(hex(0x14171C), 0.38);
    derive(t);
    return t;
}

Tokens makeDark()
{
    Tokens t;
    t.dark = true;
    t.window = hex(0x14171C);
    t.base = hex(0x1A1E25);
    t.raised = hex(0x212630);
    t.line = hex(0x2C323C);
    t.text = hex(0xE7E9ED);
    t.muted = hex(0x9AA4B2);
    t.accent = hex(0x8DA2FB);
    t.good = hex(0x4CC38A);
    t.warn = hex(0xE0B341);
    t.bad = hex(0xF0857D);
    t.info = hex(0x6CB6F5);
    t.dim = withAlpha(hex(0x08090C), 0.55);
    derive(t);
    return t;
}

} // namespace

QColor mixed(const QColor &a, const QColor &b, qreal part)
{
    const auto channel = [part](float from, float to) { return float(from + (to - from) * part); };
    // Whole 8-bit channels: a token is the colour that ends up on the screen.
    return QColor::fromRgb(
        QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()), channel(a.blueF(), b.blueF()))
            .rgb());
}

qreal contrast(const QColor &a, const QColor &b)
{
    const qreal la = luminance(a);
    const qreal lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

namespace {

QColor makeReadable(const QColor &colour, const QColor &ground, qreal least)
{
    const QColor pole = luminance(ground) > 0.18 ? QColor(Qt::black) : QColor(Qt::white);
    QColor answer = colour;
    for (qreal part = 0.02; contrast(answer, ground) < least && part < 1.0; part += 0.02)
        answer = mixed(colour, pole, part);
    return answer;
}

} // namespace

QColor readable(const QColor &colour, const QColor &ground, qreal least)
{
    // Asked for with each cell that is painted, always for the same few pairs.
    thread_local std::map<std::tuple<QRgb, QRgb, qreal>, QColor> known;
    const auto [at, isNew] = known.try_emplace({colour.rgba(), ground.rgba(), least});
    if (isNew)
        at->second = makeReadable(colour, ground, least);
    return at->second;
}

QColor Tokens::strong(Tone tone) const
{
    switch (tone) {
    case Tone::Accent:
        return accent;
    case Tone::Good:
        return good;
    case Tone::Warn:
        return warn;
    case Tone::Bad:
        return bad;
    case Tone::Info:
        return info;
    case Tone::Neutral:
        break;
    }
    return muted;
}

QColor Tokens::tint(Tone tone) const
{
    if (tone == Tone::Neutral)
        return neutralTint;
    // Painted with each pill, and costly to find.
    thread_local std::map<std::pair<QRgb, bool>, QColor> known;
    const QColor from = strong(tone);
    const auto [at, isNew] = known.try_emplace({from.rgba(), dark});
    if (isNew)
        at->second = makeTint(from, dark);
    return at->second;
}

QColor Tokens::onTint(Tone tone) const
{
    return readable(strong(tone), tint(tone));
}

QColor Tokens::mutedOn(const QColor &ground) const
{
    return readable(muted, ground);
}

const Tokens &lightTokens()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

const Tokens &tokensOf(const QPalette &palette)
{
    return qGray(palette.color(QPalette::Active, QPalette::WindowText).rgb()) > 128 ? darkTokens() : lightTokens();
}

const Tokens &tokensOf(const QWidget *widget)
{
    return tokensOf(widget->palette());
}

QPalette paletteOf(const Tokens &t)
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor &colour) { p.setColor(role, colour); };
    set(QPalette::Window, t.window);
    set(QPalette::WindowText, t.text);
    set(QPalette::Base, t.base);
    set(QPalette::AlternateBase, t.base);
    set(QPalette::Text, t.text);
    set(QPalette::Button, t.raised);
    set(QPalette::ButtonText, t.text);
    set(QPalette::BrightText, t.bad);
    set(QPalette::ToolTipBase, t.raised);
    set(QPalette::ToolTipText, t.text);
    set(QPalette::PlaceholderText, t.muted);
    set(QPalette::Link, t.accent);
    set(QPalette::LinkVisited, t.accent);
    set(QPalette::Highlight, t.selection);
    set(QPalette::HighlightedText, t.text);
    set(QPalette::Light, t.base);
    set(QPalette::Midlight, t.hover);
    set(QPalette::Mid, t.line);
    set(QPalette::Dark, t.edge);
    set(QPalette::Shadow, t.edge);
    const QColor faded = mixed(t.muted, t.base, 0.25);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, faded);
    p.setColor(QPalette::Disabled, QPalette::Base, t.window);
    p.setColor(QPalette::Disabled, QPalette::Button, t.window);
    return p;
}

} // namespace scrip
