// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/exposure_table.h"

#include "models/columns.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"

#include <QHeaderView>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// The sum is no status.
class StatusDelegate : public PillDelegate
{
public:
    using PillDelegate::PillDelegate;

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override
    {
        if (cell.index.data(RawRole).toString().isEmpty())
            RowDelegate::paintCell(painter, cell);
        else
            PillDelegate::paintCell(painter, cell);
    }
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override
    {
        return index.data(RawRole).toString().isEmpty() ? RowDelegate::contentWidth(index)
                                                        : PillDelegate::contentWidth(index);
    }
};

PillLook lookOf(const QModelIndex &index)
{
    return statusPill(index.data(RawRole).toString());
}

BarLook shareOfClaims(const QModelIndex &index)
{
    const double share = index.data(RawRole).toDouble();
    return {{{share, Tone::Accent, false}}, {}, {}};
}

} // namespace

void ExposureModel::setLines(const QList<ExposureLine> &lines, const ExposureLine &total)
{
    beginResetModel();
    m_lines = lines;
    if (!m_lines.isEmpty())
        m_lines.append(total);
    endResetModel();
}

const ExposureLine *ExposureModel::line(int row) const
{
    return row >= 0 && row + 1 < m_lines.size() ? &m_lines.at(row) : nullptr;
}

int ExposureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int ExposureModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ExposureModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ExposureLine &one = m_lines.at(index.row());
    const bool sum = index.row() + 1 == m_lines.size();
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Status || index.column() == Share ? Qt::AlignLeft : Qt::AlignRight) |
                   Qt::AlignVCenter);
    if (role == RowStateRole)
        return int(RowFill::Filled);
    if (role == RawRole && index.column() == Status)
        return sum ? QString() : statusName(one.status);
    if (role == RawRole && index.column() == Share)
        return shareOf(one.claimed.nano(), one.exposure.nano());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Status:
        return sum ? tr("Total") : statusPill(statusName(one.status)).text;
    case Events:
        return countText(one.events);
    case Claimed:
        return moneyText(one.claimed);
    case Open:
        return moneyText(one.open);
    case Exposure:
        return moneyText(one.exposure);
    default:
        return {};
    }
}

QVariant ExposureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QList<const char *> titles{QT_TR_NOOP("Status"),        QT_TR_NOOP("Events"),
                                            QT_TR_NOOP("Claimed share"), QT_TR_NOOP("Claimed"),
                                            QT_TR_NOOP("Still open"),    QT_TR_NOOP("Exposure")};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(titles.at(section));
    if (role == Qt::TextAlignmentRole)
        return int((section == Status || section == Share ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

ExposureTable::ExposureTable(QWidget *parent)
    : DetailTable(u"overview-exposure"_s, tr("Exposure by status"), parent)
    , m_lines(new ExposureModel(this))
{
    setRows(m_lines, {160, 76, 100, 112, 112, 112}, ExposureModel::Share);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setItemDelegateForColumn(ExposureModel::Status, new StatusDelegate(this, lookOf));
    setItemDelegateForColumn(ExposureModel::Share, new BarDelegate(this, shareOfClaims, 96));
    for (const int column : {ExposureModel::Claimed, ExposureModel::Open, ExposureModel::Exposure})
        setItemDelegateForColumn(column, new MoneyDelegate(this));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedHeight(heightForRows(1));
    connect(this, &TableView::rowActivated, this, [this](const QModelIndex &index) {
        const ExposureLine *line = m_lines->line(index.row());
        Q_EMIT statusRequested(line ? statusName(line->status) : QString());
    });
}

void ExposureTable::setLines(const QList<ExposureLine> &lines, const ExposureLine &total)
{
    m_lines->setLines(lines, total);
    setFixedHeight(heightForRows(std::max(m_lines->rowCount(), 1)));
}

} // namespace scrip
