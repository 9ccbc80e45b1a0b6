// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/batch_store.h"
#include "models/list_model.h"

#include <QTimeZone>

namespace scrip {

/// The cells of a run on paper. Times are told in the zone given.
class PrintColumns : public Columns<PrintRecord>
{
public:
    enum Column { Number, At, By, Stock, Labels, Serials, Destination, Reason, ColumnCount };

    void setZone(const QTimeZone &zone) { m_zone = zone; }

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const PrintRecord &run, int column) const override;
    /// Number and labels: int; At: QDateTime in the zone; otherwise the text.
    [[nodiscard]] QVariant raw(const PrintRecord &run, int column) const override;
    [[nodiscard]] QString id(const PrintRecord &run) const override { return run.id.toText(); }
    [[nodiscard]] bool isFigure(int column) const override { return column == Number || column == Labels; }

private:
    QTimeZone m_zone = QTimeZone::utc();
};

/// The print history of one batch, as the store lists it. Borrows the store.
class PrintsModel : public ListModel<PrintRecord>
{
    Q_OBJECT
public:
    explicit PrintsModel(BatchStore &store, const QTimeZone &zone = QTimeZone::utc(), QObject *parent = nullptr);

    /// Shows another batch: takes the rows away and asks at once.
    void setBatch(const BatchId &batch);
    [[nodiscard]] const BatchId &batch() const { return m_batch; }
    [[nodiscard]] const PrintRecord *run(const QModelIndex &index) const { return at(index); }

protected:
    Answer<Page<PrintRecord>> ask(const QString &after) override;

private:
    BatchStore &m_store;
    BatchId m_batch;
};

} // namespace scrip
