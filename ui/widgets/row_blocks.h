// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHeaderView>
#include <QPointer>

namespace scrip {

/// The vertical header of an EvenTableView. QHeaderView keeps eight bytes for every section and walks over all of
/// them when they come and go; rows of one height need neither. So a section here is a block of some thousand rows,
/// and the length of the header is still that of all rows. Hidden, and owned by its view.
class RowBlocks : public QHeaderView
{
    Q_OBJECT
public:
    /// `rowHeight` in logical pixels.
    explicit RowBlocks(int rowHeight, QWidget *parent = nullptr);
    ~RowBlocks() override;

    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    /// How many rows of the model can be shown: all, unless their pixels cannot be counted (71 millions of 30
    /// pixels).
    [[nodiscard]] int rows() const { return m_rows; }

    /// The model whose rows are shown. Borrowed.
    void setModel(QAbstractItemModel *model) override;
    /// That of the rows is not taken: sections are no rows, and nothing here is ever selected.
    void setSelectionModel(QItemSelectionModel *selection) override;
    void setRootIndex(const QModelIndex &) override {}

Q_SIGNALS:
    void rowsChanged();

private:
    class Blocks : public QAbstractListModel
    {
    public:
        using QAbstractListModel::QAbstractListModel;
        [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
        {
            return parent.isValid() ? 0 : m_count;
        }
        [[nodiscard]] QVariant data(const QModelIndex &, int) const override { return {}; }
        void setCount(int count);

    private:
        int m_count = 0;
    };

    void count();

    Blocks m_blocks;
    QPointer<QAbstractItemModel> m_watched;
    int m_rowHeight;
    int m_rowsInBlock;
    int m_rows = 0;
};

} // namespace scrip
