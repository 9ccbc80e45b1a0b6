// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_delegates.h"

#include "models/columns.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/relative_time.h"

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
    const QString of = u" / "_s % countText(parts.at(1).toLongLong());
    const QFontMetrics metrics(cell.font);
    QRect box = cell.box;
    painter->setFont(cell.font);
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, of);
    box.setRight(box.right() - metrics.horizontalAdvance(of));
    painter->setPen(cell.text);
    painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, countText(parts.at(0).toLongLong()));
}

void SinceDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const QDateTime when = cell.index.data(RawRole).toDateTime();
    const QDateTime now = m_now.isValid() ? m_now : QDateTime::currentDateTimeUtc();
    painter->setFont(cell.font);
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    painter->drawText(cell.box, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(cell.font).elidedText(momentText(when, now), Qt::ElideRight, cell.box.width()));
}

} // namespace scrip
