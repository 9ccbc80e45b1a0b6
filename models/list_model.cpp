// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/list_model.h"

namespace scrip {

void ListModelBase::markOutdated()
{
    if (!m_loaded || m_outdated)
        return;
    m_outdated = true;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {RowStateRole});
}

} // namespace scrip
