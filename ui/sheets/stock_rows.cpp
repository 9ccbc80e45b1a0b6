// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/stock_rows.h"

#include "sheets/template_catalogue.h"
#include "ui/sheets/sheet_words.h"

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int usualModules = 29; // of a claim URL of usual length

} // namespace

StockRows::StockRows(QObject *parent)
    : QAbstractListModel(parent)
    , m_stocks(TemplateCatalogue::builtIn().all())
{
}

void StockRows::search(const QString &words)
{
    beginResetModel();
    m_stocks = TemplateCatalogue::builtIn().search(words);
    endResetModel();
}

void StockRows::setFits(const StockFits &fits)
{
    m_fits = fits;
    if (!m_stocks.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_stocks.size()) - 1));
}

void StockRows::setChosen(const QString &id)
{
    m_chosen = id;
    if (!m_stocks.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_stocks.size()) - 1));
}

const LabelTemplate *StockRows::stock(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_stocks.size() ? &m_stocks.at(index.row()) : nullptr;
}

StockFit StockRows::fit(const LabelTemplate &stock) const
{
    if (const auto known = m_fits.constFind(stock.id); known != m_fits.cend())
        return *known;
    StockFit usual;
    usual.textOnly = !carriesQr(stock);
    usual.qr = fitQr(stock, usualModules);
    return usual;
}

int StockRows::rowOf(const QString &id) const
{
    for (int row = 0; row < m_stocks.size(); ++row) {
        if (m_stocks.at(row).id == id)
            return row;
    }
    return -1;
}

QString StockRows::reach(const LabelTemplate &stock) const
{
    const StockFit known = fit(stock);
    if (!known.usable)
        return tr("too small");
    return known.textOnly ? tr("no QR") : tr("%1 cm").arg(known.qr.readsToCm());
}

QString StockRows::describe(const LabelTemplate &stock) const
{
    const StockFit known = fit(stock);
    const QString head = tr("%1, %2, %3 on a sheet, grade %4: %5")
                             .arg(stock.title(), stockSize(stock), QString::number(stock.perPage()),
                                  gradeName(stock.grade), gradeWords(stock.grade));
    if (!known.usable)
        return head + u". " + known.reason;
    return head + (known.textOnly ? tr(". Too small for a QR code: the code is printed as text.")
                                  : tr(". QR reads to %1 cm.").arg(known.qr.readsToCm()));
}

int StockRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_stocks.size());
}

QVariant StockRows::data(const QModelIndex &index, int role) const
{
    const LabelTemplate *one = stock(index);
    if (!one)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return stockName(*one);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return describe(*one);
    case IdRole:
        return one->id;
    default:
        return {};
    }
}

Qt::ItemFlags StockRows::flags(const QModelIndex &index) const
{
    const LabelTemplate *one = stock(index);
    if (!one)
        return Qt::NoItemFlags;
    return fit(*one).usable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace scrip
