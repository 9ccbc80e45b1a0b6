// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QVariant>

namespace scrip {

/// Roles that every table of ours answers besides Qt's.
enum ModelRole {
    RawRole = Qt::UserRole + 1, ///< The value behind the text: a number, a QDateTime, a name of the contract.
    RowStateRole,               ///< An int of RowFill.
    IdRole,                     ///< Id of the row's object as text; empty while the row is not there.
    CurrencyRole,               ///< The code of the currency of an amount whose text does not tell it.
};

/// Whether a row is there. Outdated rows keep showing what they held until the new ones arrive.
enum class RowFill { Filled = 0, Loading = 1, Outdated = 2 };

/// How the objects of one kind become the cells of a table. Without state but the zone; owned by the model that uses
/// it. Texts are plain: views draw them as they like from the raw values.
template <typename T> class Columns
{
public:
    virtual ~Columns() = default;

    [[nodiscard]] virtual int count() const = 0;
    [[nodiscard]] virtual QString title(int column) const = 0;
    [[nodiscard]] virtual QString text(const T &row, int column) const = 0;
    [[nodiscard]] virtual QVariant raw(const T &row, int column) const = 0;
    [[nodiscard]] virtual QString id(const T &row) const = 0;
    /// What a cell means beyond its text, for a tool tip: the id of what it names. Empty: nothing.
    [[nodiscard]] virtual QString tip(const T &, int) const { return {}; }
    /// The currency of an amount, so that it is told where it is shown. Empty: it is none, or its text does.
    [[nodiscard]] virtual QString currency(const T &, int) const { return {}; }
    /// Figures stand at the right.
    [[nodiscard]] virtual bool isFigure(int column) const = 0;
};

/// "2026-11-24 23:59" as it stands in the zone of `when`; empty when invalid.
[[nodiscard]] QString plainTime(const QDateTime &when);
/// "UTC+8", as it is now: in which zone the times of a column are told.
[[nodiscard]] QString offsetText(const QTimeZone &zone);
/// A dash where there is nothing to tell.
[[nodiscard]] QString dash();

} // namespace scrip
