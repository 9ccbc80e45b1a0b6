// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette_delegate.h"

#include "ui/shell/palette_field.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QIcon>
#include <QPainter>

namespace scrip {

namespace {

constexpr int textLeft = 44;
constexpr int marginRight = 16;
/// Less room than this for a remark says nothing.
constexpr int leastRemark = 40;

/// Answers where the text ends.
int paintTyped(QPainter *painter, QRect box, const QModelIndex &index)
{
    const QString typed = index.data(palette_role::typed).toString();
    QFont bold = textFont();
    bold.setWeight(QFont::Bold);
    // A name from the database may be as long as it likes.
    const QString text = QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, box.width());
    const qsizetype at = typed.isEmpty() ? -1 : text.indexOf(typed, 0, Qt::CaseInsensitive);
    const qsizetype before = std::max<qsizetype>(0, at);
    const qsizetype length = at < 0 ? 0 : typed.size();
    const auto run = [&](const QString &part, const QFont &font) {
        painter->setFont(font);
        painter->drawText(box, Qt::AlignVCenter | Qt::TextSingleLine, part);
        box.setLeft(box.left() + painter->fontMetrics().horizontalAdvance(part));
    };
    run(text.left(before), textFont());
    run(text.mid(before, length), bold);
    run(text.mid(before + length), textFont());
    return box.left();
}

void paintSkeleton(QPainter *painter, const QRect &box, int row, const Tokens &t)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.neutralTint);
    painter->drawRoundedRect(QRectF(box.left() + 16, box.center().y() - 6, 14, 14), 4, 4);
    // Widths vary, so that the rows read as text to come and not as a pattern.
    painter->drawRoundedRect(QRectF(box.left() + textLeft, box.center().y() - 3, 180 + (row * 67) % 140, 8), 3, 3);
}

void paintEntry(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tokens &t = tokensOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect box = option.rect;
    if (selected) {
        painter->fillRect(box, t.selection);
        painter->fillRect(QRect(box.left(), box.top(), 3, box.height()), t.accent);
    }
    const auto picture = index.data(Qt::DecorationRole).value<QIcon>();
    picture.paint(painter, QRect(box.left() + 16, box.top() + 8, 16, 16), Qt::AlignCenter,
                  selected ? QIcon::Selected : QIcon::Normal);
    const QColor muted = t.mutedOn(selected ? t.selection : t.base);
    const bool off = index.data(palette_role::off).toBool() || paletteRowOf(index) == PaletteRow::Note;
    int right = box.right() - marginRight + 2;
    const QString keys = index.data(palette_role::shortcut).toString();
    if (!keys.isEmpty())
        right = paintKeyCap(painter, right, box.center().y(), keys, option.palette);
    painter->setPen(off ? muted : t.text);
    const int after =
        paintTyped(painter, QRect(box.left() + textLeft, box.top(), right - box.left() - textLeft - 8, box.height()),
                   index) +
        12;
    painter->setFont(textFont(Type::Caption));
    painter->setPen(muted);
    const int room = right - after - 8;
    if (room >= leastRemark)
        painter->drawText(
            QRect(after, box.top(), room, box.height()), Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(index.data(palette_role::remark).toString(), Qt::ElideRight, room));
}

} // namespace

PaletteRow paletteRowOf(const QModelIndex &index)
{
    return PaletteRow(index.data(palette_role::row).toInt());
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {100, paletteRowOf(index) == PaletteRow::Heading ? headingHeight : rowHeight};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.palette);
    painter->save();
    switch (paletteRowOf(index)) {
    case PaletteRow::Heading:
        painter->setFont(textFont(Type::Caption));
        painter->setPen(t.muted);
        painter->drawText(option.rect.adjusted(16, 4, -16, 0), Qt::AlignVCenter, index.data().toString());
        break;
    case PaletteRow::Skeleton:
        paintSkeleton(painter, option.rect, index.row(), t);
        break;
    default:
        paintEntry(painter, option, index);
    }
    painter->restore();
}

} // namespace scrip
