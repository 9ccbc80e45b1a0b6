// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_plan.h"

#include <algorithm>

namespace scrip {

using namespace Qt::StringLiterals;

QString codeShape(const Batch &batch)
{
    return batch.prefix + u"-····"_s.repeated(std::max(1, batch.groups));
}

SheetPlan::SheetPlan(SheetWish wish, SheetLayout layout)
    : m_wish(std::move(wish))
    , m_layout(std::move(layout))
    , m_shape(codeShape(m_wish.batch))
{
}

Result<SheetPlan> SheetPlan::make(const SheetWish &wish)
{
    SheetWish kept = wish;
    kept.leftOut.removeIf([&](int serial) { return serial < wish.from || serial > wish.to; });
    const qint64 labels = qint64(wish.to) - wish.from + 1 - kept.leftOut.size();
    auto layout = SheetLayout::make(wish.stock, labels, wish.startAt);
    if (!layout)
        return layout.failure();
    return SheetPlan(std::move(kept), std::move(layout).value());
}

SheetJob SheetPlan::job() const
{
    SheetJob job = SheetJob::of(m_wish.event, m_wish.stock);
    job.startAt = m_wish.startAt;
    job.batchId = m_wish.batch.id.toText();
    job.reprint = m_wish.reprint;
    job.masked = true;
    return job;
}

LabelContent SheetPlan::label(int serial) const
{
    return {serial, m_shape, m_wish.batch.number, m_wish.batch.labels()};
}

LabelContent SheetPlan::sample() const
{
    return label(m_wish.to);
}

int SheetPlan::serialAt(qint64 index) const
{
    int serial = m_wish.from + int(index);
    for (const int missing : m_wish.leftOut) {
        if (missing > serial)
            break;
        ++serial;
    }
    return serial;
}

QList<LabelContent> SheetPlan::labelsOn(qint64 page) const
{
    QList<LabelContent> labels;
    const qint64 first = m_layout.firstLabelOn(page);
    const int count = m_layout.labelsOn(page);
    labels.reserve(count);
    for (int i = 0; i < count; ++i)
        labels << label(serialAt(first + i));
    return labels;
}

} // namespace scrip
