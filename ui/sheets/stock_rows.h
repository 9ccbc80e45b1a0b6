// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_template.h"
#include "ui/sheets/stock_fit.h"

#include <QAbstractListModel>

namespace scrip {

/// The label stocks that a search leaves, and what each makes of the labels at hand. Owned by the stock panel.
class StockRows : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1 };

    explicit StockRows(QObject *parent = nullptr);

    /// Words such as "8160", "63.5" or "round"; empty: all.
    void search(const QString &words);
    /// Replaces what is known about each stock; empty: judged for a usual claim URL.
    void setFits(const StockFits &fits);

    /// The stock that is printed on: shown as selected even where it cannot be selected any more.
    void setChosen(const QString &id);
    [[nodiscard]] bool isChosen(const LabelTemplate &stock) const { return stock.id == m_chosen; }

    /// Null for an invalid row.
    [[nodiscard]] const LabelTemplate *stock(const QModelIndex &index) const;
    [[nodiscard]] StockFit fit(const LabelTemplate &stock) const;
    /// The row of a stock, or -1 when the search leaves it out.
    [[nodiscard]] int rowOf(const QString &id) const;
    /// How far away its QR code reads: "27 cm", "no QR", or "unusable".
    [[nodiscard]] QString reach(const LabelTemplate &stock) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// Display: name; tool tip: note and grade; accessible text: everything a row shows.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] QString describe(const LabelTemplate &stock) const;

    QList<LabelTemplate> m_stocks;
    StockFits m_fits;
    QString m_chosen;
};

} // namespace scrip
