// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include "ui/shell/page.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace scrip {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int glyphRole = Qt::UserRole + 1;
constexpr int badgeRole = Qt::UserRole + 2;
constexpr int lineRole = Qt::UserRole + 3;
constexpr int entryHeight = 32;
constexpr int lineHeight = 17;

/// Paints one entry: ground, accent edge, glyph, title, badge. Owned by the navigation.
class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {60, entryHeight + (index.data(lineRole).toBool() ? lineHeight : 0)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = tokensOf(option.palette);
        QRect entry = option.rect;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(lineRole).toBool()) {
            painter->fillRect(QRect(entry.left() + 18, entry.top() + 8, entry.width() - 36, 1), t.line);
            entry.setTop(entry.top() + lineHeight);
        }
        const QRectF box = QRectF(entry).adjusted(8, 0, -8, 0);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->setPen(Qt::NoPen);
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setBrush(selected ? t.selection : mixed(t.window, t.text, 0.05));
            painter->drawRoundedRect(box, space::radius, space::radius);
        }
        if (selected) {
            painter->setBrush(t.accent);
            painter->drawRoundedRect(QRectF(box.left(), box.top() + 8, 3, box.height() - 16), 1.5, 1.5);
        }
        paintContent(painter, box, index, selected, t);
        painter->restore();
    }

private:
    static void paintContent(QPainter *painter, const QRectF &box, const QModelIndex &index, bool selected,
                             const Tokens &t)
    {
        const bool folded = box.width() < 80;
        const Glyph glyph = Glyph(index.data(glyphRole).toInt());
        const qreal left = folded ? box.center().x() - 8 : box.left() + 10;
        paintGlyph(painter, QRectF(left, box.top() + 8, 16, 16), glyph, selected ? t.accent : t.muted);
        if (folded)
            return;
        QFont font = textFont();
        font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(t.text);
        painter->drawText(box.adjusted(36, 0, -36, 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        const int badge = index.data(badgeRole).toInt();
        if (badge > 0) {
            painter->setFont(textFont(Type::Caption));
            painter->setPen(t.mutedOn(t.selection));
            painter->drawText(box.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter, QString::number(badge));
        }
    }
};

} // namespace

Navigation::Navigation(QWidget *parent)
    : QListView(parent)
    , m_items(new QStandardItemModel(this))
{
    setModel(m_items);
    setItemDelegate(new EntryDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setViewportMargins(0, space::one, 0, space::one);
    setAccessibleName(tr("Pages"));
    // The shell is on `window`, only pages are on `base`.
    viewport()->setBackgroundRole(QPalette::Window);
    setBackgroundRole(QPalette::Window);
    setFolded(false);
}

void Navigation::addPage(const PageSpec &spec)
{
    QString title = spec.title;
    title.remove(u'&');
    auto *item = new QStandardItem(title);
    item->setData(spec.id, idRole);
    item->setData(int(spec.glyph), glyphRole);
    item->setData(spec.lineAbove, lineRole);
    item->setToolTip(title);
    m_items->appendRow(item);
}

void Navigation::showCurrent(const QString &id)
{
    for (int row = 0; row < m_items->rowCount(); ++row) {
        if (m_items->item(row)->data(idRole).toString() == id)
            setCurrentIndex(m_items->index(row, 0));
    }
}

void Navigation::showNone()
{
    clearSelection();
    setCurrentIndex({});
}

void Navigation::fitHeight()
{
    setFixedHeight(m_items->rowCount() * entryHeight + 2 * space::one);
}

void Navigation::setBadge(const QString &id, int number)
{
    for (int row = 0; row < m_items->rowCount(); ++row) {
        if (m_items->item(row)->data(idRole).toString() == id)
            m_items->item(row)->setData(number, badgeRole);
    }
}

void Navigation::setFolded(bool folded)
{
    m_folded = folded;
    // With the line that follows.
    setFixedWidth((folded ? space::navigationCollapsed : space::navigation) - 1);
    scheduleDelayedItemsLayout();
}

void Navigation::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton)
        choose(indexAt(event->position().toPoint()));
}

void Navigation::keyPressEvent(QKeyEvent *event)
{
    QListView::keyPressEvent(event);
    const bool moved = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (moved || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(currentIndex());
}

void Navigation::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT pageChosen(index.data(idRole).toString());
}

} // namespace scrip
