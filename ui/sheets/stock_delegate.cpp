// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/stock_delegate.h"

#include "ui/sheets/sheet_words.h"
#include "ui/sheets/stock_rows.h"
#include "ui/theme/type_scale.h"

#include <QAbstractItemView>
#include <QPainter>

namespace scrip {

namespace {

constexpr int left = 16;
constexpr int right = 10;
constexpr QSizeF miniature(24, 32);
constexpr qreal gradeSide = 18;

} // namespace

void paintStockMiniature(QPainter *painter, const QRectF &box, const LabelTemplate &stock, const Tokens &tokens,
                         bool selected)
{
    const QSizeF page = stock.page.scaled(box.size(), Qt::KeepAspectRatio);
    const QRectF paper(
        QPointF(std::round(box.center().x() - page.width() / 2), std::round(box.center().y() - page.height() / 2)),
        QSizeF(std::round(page.width()), std::round(page.height())));
    const double scale = paper.width() / stock.page.width();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens.edge, 1));
    painter->setBrush(tokens.base);
    painter->drawRect(paper.adjusted(0.5, 0.5, -0.5, -0.5));
    painter->setClipRect(paper.adjusted(2, 2, -2, -2));
    painter->setPen(Qt::NoPen);
    painter->setBrush(selected ? mixed(tokens.base, tokens.accent, 0.75) : mixed(tokens.base, tokens.muted, 0.45));
    for (int slot = 0; slot < stock.perPage(); ++slot) {
        const QRectF mm = stock.slot(slot);
        QRectF label(paper.topLeft() + mm.topLeft() * scale, mm.size() * scale);
        label.adjust(0.35, 0.35, -0.35, -0.35);
        if (stock.shape == LabelShape::Round)
            painter->drawEllipse(label);
        else
            painter->drawRect(label);
    }
    painter->restore();
}

void paintGrade(QPainter *painter, const QRectF &box, const QString &letter, Tone tone, const Tokens &tokens)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.tint(tone));
    painter->drawRoundedRect(box, 4, 4);
    QFont font = textFont(Type::Caption);
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    painter->setPen(tokens.onTint(tone));
    painter->drawText(box, Qt::AlignCenter, letter);
    painter->restore();
}

StockDelegate::StockDelegate(const StockRows &rows, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_rows(rows)
{
}

void StockDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const LabelTemplate *stock = m_rows.stock(index);
    if (!stock)
        return;
    const Tokens &t = tokensOf(option.palette);
    const QRect row = option.rect;
    const bool selected = m_rows.isChosen(*stock);
    const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
    painter->save();
    if (selected)
        painter->fillRect(row, t.selection);
    else if (enabled && option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(row, t.hover);
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), t.line);
    if (selected)
        painter->fillRect(QRect(row.left(), row.top(), 3, row.height() - 1), t.accent);
    if (!enabled)
        painter->setOpacity(0.55);
    const QRectF mini(QPointF(row.left() + left, row.top() + (row.height() - miniature.height()) / 2), miniature);
    paintStockMiniature(painter, mini, *stock, t, selected);
    painter->setOpacity(1);
    paintTexts(painter, row.adjusted(left + int(miniature.width()) + 12, 0, -right, -1), *stock, t, selected);
    painter->restore();
}

void StockDelegate::paintTexts(QPainter *painter, const QRect &box, const LabelTemplate &stock, const Tokens &tokens,
                               bool selected) const
{
    const StockFit fit = m_rows.fit(stock);
    const QColor muted = tokens.mutedOn(selected ? tokens.selection : tokens.base);
    QRect above(box.left(), box.top() + 4, box.width(), 20);
    QRect below(box.left(), box.top() + 24, box.width(), 18);
    paintGrade(painter, QRectF(box.right() - gradeSide + 1, above.top() + 2, gradeSide, gradeSide),
               gradeName(stock.grade), fit.usable ? gradeTone(stock.grade) : Tone::Neutral, tokens);
    above.setRight(box.right() - int(gradeSide) - 8);
    painter->setFont(textFont(Type::Strong));
    painter->setPen(fit.usable ? tokens.text : muted);
    painter->drawText(above, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(stockName(stock), Qt::ElideRight, above.width()));
    painter->setFont(textFont(Type::Caption));
    painter->setPen(muted);
    const QString reach = m_rows.reach(stock);
    painter->drawText(below, Qt::AlignRight | Qt::AlignVCenter, reach);
    below.setRight(below.right() - painter->fontMetrics().horizontalAdvance(reach) - 8);
    const QString size = StockRows::tr("%1 · %2/page").arg(stockSize(stock)).arg(stock.perPage());
    painter->drawText(below, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(size, Qt::ElideRight, below.width()));
}

QSize StockDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, rowHeight};
}

} // namespace scrip
