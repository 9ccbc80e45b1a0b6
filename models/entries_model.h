// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger.h"
#include "models/list_model.h"

#include <QTimeZone>

namespace scrip {

/// What people read for the type of a booking: "clawed_back" becomes "Clawed back".
[[nodiscard]] QString entryTypeText(const QString &type);
/// What people read for a bucket.
[[nodiscard]] QString bucketText(const QString &bucket);

/// The cells of a booking. Times are told in the zone given.
class EntryColumns : public Columns<Entry>
{
public:
    enum Column { At, Type, Amount, Transfer, Actor, Reason, ColumnCount };

    void setZone(const QTimeZone &zone) { m_zone = zone; }

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Entry &entry, int column) const override;
    /// At: QDateTime in the zone; amount: nano-units as qint64; otherwise the text.
    [[nodiscard]] QVariant raw(const Entry &entry, int column) const override;
    /// A booking that is due but not written yet has no number: it is told by what it is.
    [[nodiscard]] QString id(const Entry &entry) const override;
    [[nodiscard]] QString currency(const Entry &entry, int column) const override
    {
        return column == Amount ? entry.amount.currency().code() : QString();
    }
    [[nodiscard]] bool isFigure(int column) const override { return column == Amount; }

private:
    QTimeZone m_zone = QTimeZone::utc();
};

/// The bookings of one grant, oldest first, as they were read with it.
class EntriesModel : public ListModel<Entry>
{
    Q_OBJECT
public:
    explicit EntriesModel(QObject *parent = nullptr);

    /// Shows these bookings; what stays keeps its selection.
    void setEntries(const QList<Entry> &entries);
    void setZone(const QTimeZone &zone);

protected:
    Answer<Page<Entry>> ask(const QString &after) override;

private:
    EntriesModel(EntryColumns *cells, QObject *parent);

    EntryColumns *m_cells; ///< Owned by the base.
    QList<Entry> m_entries;
};

} // namespace scrip
