// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

namespace scrip {

class StockRows;
struct LabelTemplate;

/// Draws one stock: a miniature of its page, name and size, grade and reading distance. Owned by the list.
class StockDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    StockDelegate(const StockRows &rows, QObject *parent);

    static constexpr int rowHeight = 48;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintTexts(QPainter *painter, const QRect &box, const LabelTemplate &stock, const Tokens &tokens,
                    bool selected) const;

    const StockRows &m_rows;
};

/// The page of a stock in a few pixels.
void paintStockMiniature(QPainter *painter, const QRectF &box, const LabelTemplate &stock, const Tokens &tokens,
                         bool selected);
/// A letter on the tint of its grade.
void paintGrade(QPainter *painter, const QRectF &box, const QString &letter, Tone tone, const Tokens &tokens);

} // namespace scrip
