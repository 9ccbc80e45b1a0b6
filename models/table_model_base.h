// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QAbstractTableModel>

namespace scrip {

/// How many rows a list has, as far as anybody knows.
struct TableCount
{
    enum class Certainty {
        Unknown,  ///< No answer yet; `rows` is 0.
        Exact,    ///< That many.
        Estimate, ///< About as many, to be shown with ≈.
        AtLeast,  ///< That many were read, and there are more.
    };

    qint64 rows = 0;
    Certainty certainty = Certainty::Unknown;

    [[nodiscard]] bool isKnown() const { return certainty != Certainty::Unknown; }
    friend bool operator==(const TableCount &, const TableCount &) = default;
};

/// What every table of ours tells the page that shows it, however it gets its rows. Owned by that page.
class TableModelBase : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual TableCount rowsInAll() const = 0;
    /// The newest answer was a failure. What was here before still is.
    [[nodiscard]] virtual bool hasFailed() const = 0;

public Q_SLOTS:
    /// What is shown may no longer be so, or an answer failed: asks for what is looked at once more, while what is
    /// here stays until the answer is there.
    virtual void reload() = 0;

Q_SIGNALS:
    /// An answer is in the table, the first one or a newer one.
    void loaded();
    /// rowsInAll() is another one.
    void countChanged();
    /// An answer is none; what was shown stays.
    void failed(const scrip::Failure &failure);
};

} // namespace scrip
