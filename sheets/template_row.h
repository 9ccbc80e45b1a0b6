// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_template.h"

#include <QHash>

namespace scrip {

/// Reads the rows of a table of label stocks under its heading. Owned by whoever reads a table, for as long as it
/// reads.
class TemplateColumns
{
public:
    explicit TemplateColumns(const QString &heading);

    /// One checked stock; refuses with template_invalid, the field being the column at fault.
    [[nodiscard]] Result<LabelTemplate> read(const QString &line) const;

private:
    QHash<QString, qsizetype> m_columns;
};

} // namespace scrip
