// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/shaped_text.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QPainter>
#include <QtMath>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int height = 20;
constexpr int shapeSide = 10;
constexpr int padding = 7;
constexpr int gap = 5;

QFont pillFont()
{
    QFont font = textFont(Type::Caption);
    font.setWeight(QFont::Medium);
    return font;
}

void paintStroked(QPainter *painter, const QRectF &box, PillShape shape)
{
    const auto at = [&box](qreal x, qreal y) { return box.topLeft() + QPointF(x, y); };
    switch (shape) {
    case PillShape::Ring:
        painter->drawEllipse(box.adjusted(1.2, 1.2, -1.2, -1.2));
        break;
    case PillShape::HollowSquare:
        painter->drawRect(box.adjusted(1.7, 1.7, -1.7, -1.7));
        break;
    case PillShape::Tick:
        painter->drawPolyline(QPolygonF{{at(1.5, 5.4), at(4, 7.8), at(8.6, 2.4)}});
        break;
    case PillShape::Cross:
        painter->drawLine(at(2, 2), at(8, 8));
        painter->drawLine(at(8, 2), at(2, 8));
        break;
    case PillShape::Arrow:
        painter->drawLine(at(1.2, 5), at(8.6, 5));
        painter->drawPolyline(QPolygonF{{at(5.8, 2.2), at(8.6, 5), at(5.8, 7.8)}});
        break;
    case PillShape::Person:
        painter->drawEllipse(at(5, 3.1), 2.0, 2.0);
        painter->drawArc(QRectF(at(1.4, 6.2), QSizeF(7.2, 7)), 0, 180 * 16);
        break;
    case PillShape::HalfDisc:
        painter->drawEllipse(box.adjusted(1.2, 1.2, -1.2, -1.2));
        painter->setBrush(painter->pen().color());
        painter->drawPie(box.adjusted(1.2, 1.2, -1.2, -1.2), 90 * 16, 180 * 16);
        break;
    default:
        break;
    }
}

void paintShape(QPainter *painter, const QRectF &box, PillShape shape, const QColor &ink)
{
    const auto bar = [&](qreal x, qreal y, qreal w, qreal h) {
        painter->fillRect(QRectF(box.left() + x, box.top() + y, w, h), ink);
    };
    switch (shape) {
    case PillShape::Disc:
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawEllipse(box.center(), 3.5, 3.5);
        return;
    case PillShape::Bars:
        bar(2, 1, 2, 8);
        bar(6, 1, 2, 8);
        return;
    case PillShape::Lines:
        bar(1, 1, 8, 1.6);
        bar(1, 4.2, 8, 1.6);
        bar(1, 7.4, 8, 1.6);
        return;
    case PillShape::Square:
        bar(1.5, 1.5, 7, 7);
        return;
    default:
        painter->setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        paintStroked(painter, box, shape);
    }
}

constexpr NamedPill statuses[] = {
    {"awaiting_approval", QT_TRANSLATE_NOOP("scrip::Status", "Needs approval"), Tone::Warn, PillShape::Person},
    {"upcoming", QT_TRANSLATE_NOOP("scrip::Status", "Upcoming"), Tone::Info, PillShape::Ring},
    {"active", QT_TRANSLATE_NOOP("scrip::Status", "Active"), Tone::Good, PillShape::Disc},
    {"paused", QT_TRANSLATE_NOOP("scrip::Status", "Paused"), Tone::Warn, PillShape::Bars},
    {"exhausted", QT_TRANSLATE_NOOP("scrip::Status", "Exhausted"), Tone::Accent, PillShape::Lines},
    {"ended", QT_TRANSLATE_NOOP("scrip::Status", "Ended"), Tone::Neutral, PillShape::Square},
    {"archived", QT_TRANSLATE_NOOP("scrip::Status", "Archived"), Tone::Neutral, PillShape::HollowSquare},
    {"available", QT_TRANSLATE_NOOP("scrip::Status", "Available"), Tone::Neutral, PillShape::Ring},
    {"claimed", QT_TRANSLATE_NOOP("scrip::Status", "Claimed"), Tone::Accent, PillShape::Tick},
    {"released", QT_TRANSLATE_NOOP("scrip::Status", "Released"), Tone::Neutral, PillShape::Arrow},
    {"disabled", QT_TRANSLATE_NOOP("scrip::Status", "Disabled"), Tone::Warn, PillShape::Bars},
    {"reissued", QT_TRANSLATE_NOOP("scrip::Status", "Reissued"), Tone::Info, PillShape::Arrow},
    {"pending", QT_TRANSLATE_NOOP("scrip::Status", "Pending"), Tone::Info, PillShape::HalfDisc},
    {"depleted", QT_TRANSLATE_NOOP("scrip::Status", "Depleted"), Tone::Neutral, PillShape::Ring},
    {"expired", QT_TRANSLATE_NOOP("scrip::Status", "Expired"), Tone::Neutral, PillShape::Square},
    {"voided", QT_TRANSLATE_NOOP("scrip::Status", "Voided"), Tone::Bad, PillShape::Cross},
    {"minting", QT_TRANSLATE_NOOP("scrip::Status", "Minting"), Tone::Info, PillShape::HalfDisc},
    {"complete", QT_TRANSLATE_NOOP("scrip::Status", "Complete"), Tone::Good, PillShape::Tick},
    {"cancelled", QT_TRANSLATE_NOOP("scrip::Status", "Cancelled"), Tone::Neutral, PillShape::Cross},
};

} // namespace

PillLook pillNamed(const QString &name, std::span<const NamedPill> known, const char *context)
{
    for (const NamedPill &one : known) {
        if (name == QLatin1StringView(one.name))
            return {QCoreApplication::translate(context, one.text), one.tone, one.shape};
    }
    return {name, Tone::Neutral, PillShape::Ring};
}

PillLook statusPill(const QString &status)
{
    return pillNamed(status, statuses, "scrip::Status");
}

QSize pillSize(const PillLook &look)
{
    const int text = qCeil(ShapedText(look.text, pillFont()).width());
    return {padding + shapeSide + gap + text + padding + 1, height};
}

void paintPill(QPainter *painter, const QRect &box, const PillLook &look, const Tokens &tokens)
{
    const QSize size = pillSize(look);
    const QRectF ground(box.left(), box.top() + (box.height() - height + 1) / 2, std::min(size.width(), box.width()),
                        height);
    const QColor ink = tokens.onTint(look.tone);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.tint(look.tone));
    painter->drawRoundedRect(ground, 4, 4);
    paintShape(painter, QRectF(ground.left() + padding, ground.top() + 5, shapeSide, shapeSide), look.shape, ink);
    painter->setPen(ink);
    ShapedText(look.text, pillFont()).draw(painter, ground.adjusted(padding + shapeSide + gap, 0, 0, 0));
    painter->restore();
}

Pill::Pill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

Pill::Pill(const PillLook &look, QWidget *parent)
    : Pill(parent)
{
    setLook(look);
}

void Pill::setLook(const PillLook &look)
{
    m_look = look;
    setAccessibleName(look.text);
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const
{
    return pillSize(m_look);
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPill(&painter, rect(), m_look, tokensOf(this));
}

PillDelegate::PillDelegate(QObject *parent, LookOf lookOf)
    : RowDelegate(parent)
    , m_lookOf(lookOf ? std::move(lookOf)
                      : [](const QModelIndex &index) { return statusPill(index.data().toString()); })
{
}

QString PillDelegate::wordsOf(const QModelIndex &index) const
{
    return m_lookOf(index).text;
}

qreal PillDelegate::contentWidth(const QModelIndex &index) const
{
    return pillSize(m_lookOf(index)).width();
}

void PillDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    paintPill(painter, cell.box, m_lookOf(cell.index), cell.tokens);
}

} // namespace scrip
