// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_layout.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

SheetLayout::SheetLayout(LabelTemplate stock, qint64 labels, int startAt)
    : m_stock(std::move(stock))
    , m_labels(labels)
    , m_startAt(startAt)
{
}

Result<SheetLayout> SheetLayout::make(const LabelTemplate &stock, qint64 labels, int startAt)
{
    if (labels < 1)
        return Failure::named(u"invalid_count"_s,
                              QCoreApplication::translate("scrip::Sheets", "There is no code to print."), u"count"_s);
    if (startAt < 1 || startAt > stock.perPage())
        return Failure::named(
            u"invalid_count"_s,
            QCoreApplication::translate("scrip::Sheets", "This sheet has labels 1 to %1.").arg(stock.perPage()),
            u"start_at"_s);
    return SheetLayout(stock, labels, startAt);
}

qint64 SheetLayout::pages() const
{
    return (m_labels + m_startAt - 1 + m_stock.perPage() - 1) / m_stock.perPage();
}

qint64 SheetLayout::firstLabelOn(qint64 page) const
{
    return std::max<qint64>(0, page * m_stock.perPage() - (m_startAt - 1));
}

int SheetLayout::labelsOn(qint64 page) const
{
    const qint64 end = std::min(m_labels, firstLabelOn(page + 1));
    return int(std::max<qint64>(0, end - firstLabelOn(page)));
}

LabelPlace SheetLayout::placeOf(qint64 label) const
{
    const qint64 at = label + m_startAt - 1;
    return {at / m_stock.perPage(), int(at % m_stock.perPage())};
}

bool SheetLayout::isUsed(LabelPlace place) const
{
    const int first = firstSlotOn(place.page);
    return place.page >= 0 && place.page < pages() && place.slot >= first &&
           place.slot < first + labelsOn(place.page);
}

} // namespace scrip
