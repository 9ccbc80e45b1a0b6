// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/row_delegate.h"

#include <QDateTime>

namespace scrip {

/// "1 284 / 3 000" at the right, the second part muted.
class SerialDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override;
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override;
};

/// "20 Nov 17:12", muted, in the zone the model tells times in; the year when it is not that of `year`.
class SinceDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;
    /// The database's time, for which year is this one.
    void setNow(const QDateTime &now) { m_now = now; }

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override;
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override;

private:
    [[nodiscard]] QString textOf(const QModelIndex &index) const;

    QDateTime m_now;
};

} // namespace scrip
