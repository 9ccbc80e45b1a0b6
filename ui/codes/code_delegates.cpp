// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_delegates.h"

#include "models/columns.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/relative_time.h"
#include "ui/widgets/shaped_text.h"

#include <QPainter>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

struct Serial
{
    QString number;
    QString of; ///< " / 3 000"; empty: it is none of so many.
};

Serial serialOf(const QModelIndex &index)
{
    const QStringList parts = index.data().toString().split(u" / "_s);
    if (parts.size() != 2)
        return {};
    return {countText(parts.at(0).toLongLong()), QString(u" / "_s % countText(parts.at(1).toLongLong()))};
}

} // namespace

qreal SerialDelegate::contentWidth(const QModelIndex &index) const
{
    const Serial serial = serialOf(index);
    return serial.of.isEmpty() ? RowDelegate::contentWidth(index)
                               : ShapedText(serial.number, font()).width() + ShapedText(serial.of, font()).width();
}

void SerialDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const Serial serial = serialOf(cell.index);
    if (serial.of.isEmpty()) {
        RowDelegate::paintCell(painter, cell);
        return;
    }
    const ShapedText of(serial.of, cell.font);
    QRectF box = cell.box;
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    of.draw(painter, box, Qt::AlignRight);
    box.setRight(box.right() - of.width());
    painter->setPen(cell.text);
    ShapedText(serial.number, cell.font).draw(painter, box, Qt::AlignRight);
}

QString SinceDelegate::textOf(const QModelIndex &index) const
{
    const QDateTime now = m_now.isValid() ? m_now : QDateTime::currentDateTimeUtc();
    return momentText(index.data(RawRole).toDateTime(), now);
}

qreal SinceDelegate::contentWidth(const QModelIndex &index) const
{
    return ShapedText(textOf(index), font()).width();
}

void SinceDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    ShapedText(textOf(cell.index), cell.font).draw(painter, cell.box);
}

} // namespace scrip
