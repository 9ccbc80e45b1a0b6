// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_template.h"

#include <QList>

namespace scrip {

/// The label stocks that can be printed on. A value; builtIn() is the one shipped with the program.
class TemplateCatalogue
{
public:
    /// The shipped stocks; every row has passed the closing check. Safe from any thread.
    static const TemplateCatalogue &builtIn();

    /// Reads a table of tab separated rows under a heading. Refuses a bad row with template_invalid, naming the
    /// column.
    static Result<TemplateCatalogue> fromTable(const QByteArray &table);

    [[nodiscard]] const QList<LabelTemplate> &all() const { return m_stocks; }
    /// The stock with that id or part number ("avery-l7160", "L7160", "8160"), or template_invalid.
    [[nodiscard]] Result<LabelTemplate> find(const QString &name) const;
    /// Stocks whose names or sizes contain all the words typed, such as "8160", "63.5" or "round".
    [[nodiscard]] QList<LabelTemplate> search(const QString &words) const;

private:
    QList<LabelTemplate> m_stocks;
};

} // namespace scrip
