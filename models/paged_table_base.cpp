// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/paged_table_base.h"

namespace scrip {

PagedTableBase::PagedTableBase(QObject *parent)
    : TableModelBase(parent)
{
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, [this] { loadWanted(); });
}

int PagedTableBase::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

TableCount PagedTableBase::rowsInAll() const
{
    using Certainty = TableCount::Certainty;
    if (!m_countKnown)
        return {};
    return {m_rows, m_countExact ? Certainty::Exact : Certainty::Estimate};
}

void PagedTableBase::want(int page, bool soon) const
{
    if (m_stopped || (!m_wanted.isEmpty() && m_wanted.constFirst() == page))
        return;
    if (!soon && m_wanted.contains(page))
        return;
    m_wanted.removeAll(page);
    if (soon)
        m_wanted.prepend(page);
    else
        m_wanted.append(page);
    if (m_wanted.size() > wantedAtOnce)
        m_wanted.removeLast();
    if (!m_turn.isActive())
        m_turn.start();
}

void PagedTableBase::resizeTo(qint64 rows)
{
    const int wanted = int(std::min<qint64>(rows, std::numeric_limits<int>::max()));
    if (wanted > m_rows) {
        beginInsertRows({}, m_rows, wanted - 1);
        m_rows = wanted;
        endInsertRows();
    } else if (wanted < m_rows) {
        beginRemoveRows({}, wanted, m_rows - 1);
        m_rows = wanted;
        endRemoveRows();
    }
}

} // namespace scrip
