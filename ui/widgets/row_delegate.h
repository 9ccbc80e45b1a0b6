// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QStyledItemDelegate>

#include <functional>

namespace scrip {

/// What a delegate of a table is given to paint one cell.
struct Cell
{
    QModelIndex index;
    QRect box; ///< Within the margins of the cell.
    const Tokens &tokens;
    QColor text; ///< Ink for plain text: muted when the row says so.
    QFont font;
    bool selected = false;
    bool current = false;
    bool enabled = true;
};

/// The ground all cells of a table share: selection, the 1-px line below, skeleton bars while a row is not there yet.
/// Subclasses paint the content. Owned by its view or page.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RowDelegate(QObject *parent = nullptr);

    /// Text of the cell in `muted`, e.g. for dates in the past.
    using Predicate = std::function<bool(const QModelIndex &)>;
    void setMutedWhen(Predicate predicate) { m_mutedWhen = std::move(predicate); }
    /// Medium weight, for the column that names the row.
    void setStrong(bool strong) { m_strong = strong; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;
    /// As wide as the cell has to be for nothing in it to be cut.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const final;
    /// What the cell says, on the screen and in copies: the display text, unless a subclass has other words for it.
    [[nodiscard]] virtual QString wordsOf(const QModelIndex &index) const;

protected:
    /// The display text, elided, aligned as the model says.
    virtual void paintCell(QPainter *painter, const Cell &cell) const;
    /// How much of that there is from left to right, without the margins of the cell.
    [[nodiscard]] virtual qreal contentWidth(const QModelIndex &index) const;
    [[nodiscard]] static Qt::Alignment alignmentOf(const QModelIndex &index);
    static void paintSkeleton(QPainter *painter, const Cell &cell);

    /// Of the text of a cell that is not the current one.
    [[nodiscard]] QFont font() const;

private:
    Predicate m_mutedWhen;
    bool m_strong = false;
};

} // namespace scrip
