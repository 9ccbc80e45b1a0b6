// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_blocks.h"

#include <algorithm>
#include <limits>

namespace scrip {

namespace {

/// QHeaderView has twenty bits for the size of a section.
constexpr int longestSection = (1 << 20) - 1;

} // namespace

RowBlocks::RowBlocks(int rowHeight, QWidget *parent)
    : QHeaderView(Qt::Vertical, parent)
    , m_rowHeight(rowHeight)
    , m_rowsInBlock(longestSection / rowHeight)
{
    setSectionResizeMode(Fixed);
    setMinimumSectionSize(rowHeight);
    setDefaultSectionSize(m_rowsInBlock * rowHeight);
    QHeaderView::setModel(&m_blocks);
    hide();
}

RowBlocks::~RowBlocks()
{
    QHeaderView::setModel(nullptr); // it is a member, and goes before the base that looks at it
}

void RowBlocks::setSelectionModel(QItemSelectionModel *selection)
{
    if (selection->model() == &m_blocks || !selection->model())
        QHeaderView::setSelectionModel(selection);
}

void RowBlocks::Blocks::setCount(int count)
{
    if (count > m_count) {
        beginInsertRows({}, m_count, count - 1);
        m_count = count;
        endInsertRows();
    } else if (count < m_count) {
        beginRemoveRows({}, count, m_count - 1);
        m_count = count;
        endRemoveRows();
    }
}

void RowBlocks::setModel(QAbstractItemModel *model)
{
    if (m_watched)
        m_watched->disconnect(this);
    m_watched = model;
    if (model) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &RowBlocks::count);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &RowBlocks::count);
        connect(model, &QAbstractItemModel::modelReset, this, &RowBlocks::count);
        connect(model, &QAbstractItemModel::layoutChanged, this, &RowBlocks::count);
        // Later: the view and its other header, which look at the model as well, have to take leave of it first.
        connect(model, &QObject::destroyed, this, &RowBlocks::count, Qt::QueuedConnection);
    }
    count();
}

void RowBlocks::count()
{
    const QAbstractItemModel *const model = m_watched.data();
    const int rows = std::min(model ? model->rowCount() : 0, std::numeric_limits<int>::max() / m_rowHeight);
    if (rows == m_rows)
        return;
    m_rows = rows;
    const int blocks = (rows + m_rowsInBlock - 1) / m_rowsInBlock;
    m_blocks.setCount(blocks);
    for (int block = 0; block < blocks; ++block)
        resizeSection(block, std::min(m_rowsInBlock, rows - block * m_rowsInBlock) * m_rowHeight);
    Q_EMIT rowsChanged();
}

} // namespace scrip
