// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sheets/stock_rows.h"
#include "ui/widgets/panel.h"

class QListView;

namespace scrip {

class SearchField;

/// The list of label stocks with its search. The stock chosen stays chosen while a search hides it. Owned by the
/// page; the last choice is kept in the settings.
class StockPanel : public Panel
{
    Q_OBJECT
public:
    explicit StockPanel(QWidget *parent = nullptr);

    [[nodiscard]] const LabelTemplate &stock() const { return m_stock; }
    /// By id or part number; unknown names change nothing.
    void choose(const QString &name);
    void setFits(const StockFits &fits);
    [[nodiscard]] StockFit fit() const { return m_rows->fit(m_stock); }
    [[nodiscard]] SearchField *searchField() const { return m_search; }
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] StockRows *rows() const { return m_rows; }

Q_SIGNALS:
    void stockChosen(const scrip::LabelTemplate &stock);

private:
    void buildList();
    void buildLegend();
    void search(const QString &words);
    void showChosen();
    void take(const QModelIndex &index);

    StockRows *m_rows;
    SearchField *m_search;
    QListView *m_list;
    LabelTemplate m_stock;
    bool m_moving = false; ///< The selection follows the choice, not the other way round.
};

} // namespace scrip
