// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_delegates.h"

#include "models/columns.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/relative_time.h"
#include "ui/widgets/shaped_text.h"

#include <QPainter>

namespace scrip {

using namespace Qt::StringLiterals;

void SerialDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const QStringList parts = cell.index.data().toString().split(u" / "_s);
    if (parts.size() != 2) {
        RowDelegate::paintCell(painter, cell);
        return;
    }
    const ShapedText of(u" / "_s % countText(parts.at(1).toLongLong()), cell.font);
    QRectF box = cell.box;
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    of.draw(painter, box, Qt::AlignRight);
    box.setRight(box.right() - of.width());
    painter->setPen(cell.text);
    ShapedText(countText(parts.at(0).toLongLong()), cell.font).draw(painter, box, Qt::AlignRight);
}

void SinceDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const QDateTime when = cell.index.data(RawRole).toDateTime();
    const QDateTime now = m_now.isValid() ? m_now : QDateTime::currentDateTimeUtc();
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    ShapedText(momentText(when, now), cell.font).draw(painter, cell.box);
}

} // namespace scrip
