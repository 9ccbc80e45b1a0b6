// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace scrip {

/// What a row of the palette is.
enum class PaletteRow {
    Action,   ///< Runs an action.
    Match,    ///< Leads to what a look-up found.
    Ask,      ///< Looks up, or once more after a failure.
    Heading,  ///< Of a kind.
    Note,     ///< Says something, and cannot be chosen.
    Skeleton, ///< Something is still to come.
};

/// The rows of the palette, by these roles besides the display text and the icon.
namespace palette_role {
constexpr int row = Qt::UserRole;          ///< int(PaletteRow)
constexpr int action = Qt::UserRole + 1;   ///< QAction *
constexpr int typed = Qt::UserRole + 2;    ///< What to show in bold.
constexpr int shortcut = Qt::UserRole + 3; ///< On a key cap at the right.
constexpr int remark = Qt::UserRole + 4;   ///< Muted, behind the text.
constexpr int match = Qt::UserRole + 5;    ///< Number of the match.
constexpr int off = Qt::UserRole + 6;      ///< It cannot be run now.
} // namespace palette_role

/// Paints the rows of the palette: icon, text with what was typed in bold, remark, key cap. Owned by its view.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr int rowHeight = 32;
    static constexpr int headingHeight = 28;
};

[[nodiscard]] PaletteRow paletteRowOf(const QModelIndex &index);

} // namespace scrip
