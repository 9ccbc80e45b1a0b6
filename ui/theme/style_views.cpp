// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/glyphs.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/type_scale.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyleOptionHeader>
#include <QTabBar>

namespace scrip::part {

void scrollBar(QPainter *painter, const QStyleOptionSlider *option, const QStyle *style, const QWidget *widget)
{
    const Tokens &t = tokensOf(option->palette);
    if (option->maximum == option->minimum)
        return;
    const QRect handle = style->subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    const bool pressed = option->state.testFlag(QStyle::State_Sunken) &&
                         option->activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const bool hover = option->state.testFlag(QStyle::State_MouseOver);
    const QColor colour = mixed(t.edge, t.muted, pressed ? 0.8 : (hover ? 0.45 : 0.0));
    const qreal inset = hover || pressed ? 2 : 3;
    const bool upright = option->orientation == Qt::Vertical;
    const QRectF box =
        upright ? QRectF(handle).adjusted(inset, 2, -inset, -2) : QRectF(handle).adjusted(2, inset, -2, -inset);
    roundBox(painter, box, colour, QColor(), std::min(box.width(), box.height()) / 2);
}

QRect scrollHandle(const QStyleOptionSlider *option, int least)
{
    const bool upright = option->orientation == Qt::Vertical;
    const int groove = upright ? option->rect.height() : option->rect.width();
    const qint64 range = qint64(option->maximum) - option->minimum;
    if (range <= 0)
        return option->rect;
    const qint64 share = qint64(groove) * option->pageStep / (range + option->pageStep);
    const int length = int(qBound(qint64(std::min(least, groove)), share, qint64(groove)));
    const int at = QStyle::sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition,
                                                   groove - length, option->upsideDown);
    return upright ? QRect(option->rect.left(), option->rect.top() + at, option->rect.width(), length)
                   : QRect(option->rect.left() + at, option->rect.top(), length, option->rect.height());
}

void headerSection(QPainter *painter, const QStyleOptionHeader *option)
{
    const Tokens &t = tokensOf(option->palette);
    const QRect rect = option->rect;
    const bool hover = option->state.testFlag(QStyle::State_MouseOver);
    painter->fillRect(rect, hover ? mixed(t.window, t.text, 0.04) : t.window);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line);
    const bool last =
        option->position == QStyleOptionHeader::End || option->position == QStyleOptionHeader::OnlyOneSection;
    if (!last)
        painter->fillRect(QRect(rect.right(), rect.center().y() - 7, 1, 14), t.edge);
}

void headerLabel(QPainter *painter, const QStyleOptionHeader *option, const QWidget *widget)
{
    const Tokens &t = tokensOf(option->palette);
    const bool sorted = option->sortIndicator != QStyleOptionHeader::None;
    const int left = option->section == 0 ? space::pageLeft : 11;
    QRect box = option->rect.adjusted(left, 0, -12, 0);
    if (const auto *header = qobject_cast<const QHeaderView *>(widget);
        header && header->visualIndex(option->section) != 0)
        box = option->rect.adjusted(11, 0, -12, 0);
    painter->save();
    QFont font = textFont(Type::Caption);
    font.setWeight(sorted ? QFont::DemiBold : QFont::Medium);
    painter->setFont(font);
    painter->setPen(sorted ? t.text : t.mutedOn(t.window));
    const QFontMetrics metrics(font);
    const int room = box.width() - (sorted ? 14 : 0);
    const QString text = metrics.elidedText(option->text, Qt::ElideRight, room);
    const bool right = option->textAlignment.testFlag(Qt::AlignRight);
    const int width = metrics.horizontalAdvance(text);
    const int x = right ? box.right() - width - (sorted ? 14 : 0) + 1 : box.left();
    painter->drawText(QRect(x, box.top(), width + 2, box.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    if (sorted) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.text);
        const QPointF centre(x + width + 8, box.center().y() + 0.5);
        // Fusion's "SortDown" is ascending; the triangle points to where the small values are.
        const qreal tip = option->sortIndicator == QStyleOptionHeader::SortDown ? -3 : 3;
        painter->drawPolygon(
            QPolygonF{{centre + QPointF(-4, -tip), centre + QPointF(4, -tip), centre + QPointF(0, tip)}});
    }
    painter->restore();
}

void tabShape(QPainter *painter, const QStyleOptionTab *option)
{
    const Tokens &t = tokensOf(option->palette);
    const QRect rect = option->rect;
    if (option->state.testFlag(QStyle::State_Selected))
        painter->fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width() - space::two, 2), t.accent);
}

void tabLabel(QPainter *painter, const QStyleOptionTab *option, const QWidget *widget)
{
    Q_UNUSED(widget)
    const Tokens &t = tokensOf(option->palette);
    const bool selected = option->state.testFlag(QStyle::State_Selected);
    painter->save();
    QFont font = textFont(Type::Body);
    font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    const bool hover = option->state.testFlag(QStyle::State_MouseOver);
    painter->setPen(selected || hover ? t.text : t.muted);
    painter->drawText(option->rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, option->text);
    painter->restore();
    if (option->state.testFlag(QStyle::State_HasFocus))
        roundBox(painter, QRectF(option->rect).adjusted(-4, 4, 4 - space::two, -4), QColor(), t.accent, 4);
}

void progressBar(QPainter *painter, const QStyleOptionProgressBar *option)
{
    const Tokens &t = tokensOf(option->palette);
    const QRectF box(option->rect.left(), option->rect.center().y() - 3, option->rect.width(), 6);
    roundBox(painter, box, t.track, QColor(), 2);
    const qreal span = std::max(1, option->maximum - option->minimum);
    const qreal share = qBound(0.0, (option->progress - option->minimum) / span, 1.0);
    roundBox(painter, QRectF(box.topLeft(), QSizeF(box.width() * share, 6)), t.accent, QColor(), 2);
}

} // namespace scrip::part
