// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/sql_bundle.h"

#include <QMultiHash>

namespace scrip {

class Rows;
class Statement;

/// What the functions of a database say, by the SQL that this program brings. The database's own check holds them
/// against what it noted at migrate, and whoever may change a function may change that note, or the check.
class FunctionSources
{
public:
    /// `billingSchema`: as SQL wants it. In a sandbox some functions are others.
    FunctionSources(const SqlBundle &bundle, const QString &billingSchema, bool sandbox);

    /// Asks the catalogue, and no function of ours.
    [[nodiscard]] static Statement statement();
    /// Those of the statement's answer that this program has not, or not so, and those that it has and the answer
    /// not.
    [[nodiscard]] QStringList differing(const Rows &installed) const;

private:
    void read(const QString &text, const QString &schema, bool replaces);

    QMultiHash<QString, QByteArray> m_sources; ///< By name, a digest of each.
};

} // namespace scrip
