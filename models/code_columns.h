// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code.h"
#include "models/columns.h"

#include <QTimeZone>

namespace scrip {

/// The cells of a code, masked. Times are told in the zone given. The first column is empty: room for a tick.
class CodeColumns : public Columns<Code>
{
public:
    enum Column { Tick, Masked, State, EventName, Batch, Serial, PrintRun, ClaimedBy, Since, ColumnCount };

    void setZone(const QTimeZone &zone) { m_zone = zone; }

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Code &code, int column) const override;
    /// State: name of the contract; batch, serial, print run: int; Since: QDateTime in the zone; otherwise the text.
    [[nodiscard]] QVariant raw(const Code &code, int column) const override;
    [[nodiscard]] QString id(const Code &code) const override { return code.id.toText(); }
    [[nodiscard]] bool isFigure(int column) const override;

private:
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace scrip
