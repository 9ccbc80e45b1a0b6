// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/fitting_eye.h"

#include "e2e/screen_reader.h"
#include "ui/codes/code_delegates.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QAbstractButton>
#include <QAbstractItemDelegate>
#include <QComboBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QStyleOptionHeader>
#include <QTableView>
#include <QToolTip>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

constexpr qreal leastContrast = 4.5;
/// What is measured is rounded up, and the line of a font a pixel higher than what is drawn in it.
constexpr int rounding = 1;
constexpr int mostRows = 100;

QString tooLittle(const QString &text, int needed, int given)
{
    return u"“%1” needs %2, has %3"_s.arg(text).arg(needed).arg(given);
}

/// Not cut off by what it stands in; only what scrolls may be longer than its frame, and only downwards.
QString judgePlace(const QWidget *widget)
{
    QRect inside = widget->rect();
    for (const QWidget *around = widget; !around->isWindow(); around = around->parentWidget()) {
        inside.moveTopLeft(inside.topLeft() + around->pos());
        const QRect frame = around->parentWidget()->rect();
        if (inside.left() < frame.left() || inside.right() > frame.right())
            return u"reaches beyond what it stands in"_s;
    }
    return {};
}

QString whatItIs(const QWidget *widget)
{
    QString found = QString::fromLatin1(widget->metaObject()->className()) + u' ' + plainName(widget);
    for (const QWidget *around = widget->parentWidget(); around; around = around->parentWidget())
        found += u" in "_s + QString::fromLatin1(around->metaObject()->className());
    return found;
}

/// What such a delegate paints says something else when a part of it is missing.
bool isWhole(const QAbstractItemDelegate *delegate)
{
    return qobject_cast<const PillDelegate *>(delegate) || qobject_cast<const MoneyDelegate *>(delegate) ||
           qobject_cast<const BarDelegate *>(delegate) || qobject_cast<const SerialDelegate *>(delegate) ||
           qobject_cast<const SinceDelegate *>(delegate);
}

/// Whether a pointer that rests on a place of a table or its header is told what stands there.
bool isToldInATip(const QAbstractScrollArea *area, const QRect &place)
{
    const QPoint at = place.intersected(area->viewport()->rect()).center();
    // A tip goes only after a while, so that of the last place is told from none.
    const QString before = u"(of another place)"_s;
    QToolTip::showText(area->viewport()->mapToGlobal(at), before, area->viewport());
    QHelpEvent event(QEvent::ToolTip, at, area->viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(area->viewport(), &event);
    const bool told = event.isAccepted() && !QToolTip::text().isEmpty() && QToolTip::text() != before;
    QToolTip::hideText();
    return told;
}

/// The colour that most of the place has.
QColor groundOf(const QImage &picture, const QRect &place)
{
    std::map<QRgb, int> counts;
    for (int y = std::max(0, place.top()); y <= std::min(place.bottom(), picture.height() - 1); ++y)
        for (int x = std::max(0, place.left()); x <= std::min(place.right(), picture.width() - 1); ++x)
            ++counts[picture.pixel(x, y)];
    const auto most = std::max_element(counts.cbegin(), counts.cend(),
                                       [](const auto &a, const auto &b) { return a.second < b.second; });
    return most == counts.cend() ? QColor() : QColor::fromRgb(most->first);
}

} // namespace

FittingEye::FittingEye(const QWidget *window, const QImage &picture, QPoint origin)
    : m_window(window)
    , m_picture(picture)
    , m_origin(origin)
{
}

QStringList FittingEye::clipped() const
{
    QStringList found;
    const QList<QWidget *> parts = ScreenReader(const_cast<QWidget *>(m_window)).parts();
    for (QWidget *part : parts) {
        const QString fault = judge(part);
        if (!fault.isEmpty())
            found << QString(whatItIs(part) + u": "_s + fault);
        auto *table = qobject_cast<QTableView *>(part);
        const QStringList cells = table ? judgeTable(table) : QStringList();
        for (const QString &cell : cells)
            found << QString(whatItIs(part) + u": "_s + cell);
    }
    return found;
}

QString FittingEye::judge(const QWidget *widget) const
{
    QString fault;
    const auto *label = qobject_cast<const QLabel *>(widget);
    if (label && label->text().isEmpty())
        return {}; // nothing of it can be cut off, wherever it ends
    if (label)
        fault = judgeLabel(label);
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        fault = judgeButton(button);
    else if (const auto *choice = qobject_cast<const QComboBox *>(widget))
        fault = judgeChoice(choice);
    else if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        fault = judgeEdit(edit);
    else if (const auto *header = qobject_cast<const QHeaderView *>(widget))
        fault = judgeHeader(header);
    else
        return {};
    return fault.isEmpty() ? judgePlace(widget) : fault;
}

QString FittingEye::judgeLabel(const QLabel *label) const
{
    ++m_looked;
    const QRect room = label->contentsRect();
    const int flags = int(label->alignment()) | (label->wordWrap() ? int(Qt::TextWordWrap) : 0);
    const QRect ample(0, 0, label->wordWrap() ? room.width() : QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    const QSize needed = label->fontMetrics().boundingRect(ample, flags, label->text()).size();
    const bool shortened = needed.width() > room.width() + rounding && !label->toolTip().isEmpty();
    if (needed.width() > room.width() + rounding && !shortened)
        return tooLittle(label->text(), needed.width(), room.width());
    // Ascenders and descenders of a line may stand in the margins of a label of one line.
    if (label->wordWrap() && needed.height() > label->height() + rounding)
        return tooLittle(label->text(), needed.height(), label->height());
    return {};
}

QString FittingEye::judgeButton(const QAbstractButton *button) const
{
    if (button->text().isEmpty())
        return {};
    ++m_looked;
    const int needed = button->minimumSizeHint().width();
    return needed > button->width() ? tooLittle(button->text(), needed, button->width()) : QString();
}

QString FittingEye::judgeChoice(const QComboBox *choice) const
{
    if (choice->currentText().isEmpty() || choice->isEditable())
        return {};
    ++m_looked;
    QStyleOptionComboBox option;
    option.initFrom(choice);
    option.editable = false;
    const QRect room =
        choice->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, choice);
    const int icon = choice->itemIcon(choice->currentIndex()).isNull() ? 0 : choice->iconSize().width() + 4;
    const int needed = choice->fontMetrics().horizontalAdvance(choice->currentText()) + icon;
    return needed > room.width() && choice->toolTip().isEmpty()
               ? tooLittle(choice->currentText(), needed, room.width())
               : QString();
}

/// What is typed scrolls; what stands there instead of it does not.
QString FittingEye::judgeEdit(const QLineEdit *edit) const
{
    if (!edit->text().isEmpty() || edit->placeholderText().isEmpty())
        return {};
    ++m_looked;
    const int icons = int(edit->findChildren<QAbstractButton *>().size()) * 22;
    const int needed = edit->fontMetrics().horizontalAdvance(edit->placeholderText());
    const int given = edit->contentsRect().width() - icons - 12;
    return needed > given ? tooLittle(edit->placeholderText(), needed, given) : QString();
}

QString FittingEye::judgeHeader(const QHeaderView *header) const
{
    for (int section = 0; section < header->count(); ++section) {
        const QString text = header->model()->headerData(section, header->orientation()).toString();
        if (header->isSectionHidden(section) || text.isEmpty())
            continue;
        ++m_looked;
        const int margins = 2 * header->style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, header);
        const int needed = header->fontMetrics().horizontalAdvance(text) + margins;
        const QRect place(header->sectionViewportPosition(section), 0, header->sectionSize(section),
                          header->height());
        if (needed > header->sectionSize(section) && !isToldInATip(header, place))
            return tooLittle(text, needed, header->sectionSize(section));
    }
    return {};
}

/// The first cell of each column in which something is cut, of the rows that are in sight.
QStringList FittingEye::judgeTable(QTableView *table) const
{
    QStringList found;
    const QRect sight = table->viewport()->rect();
    if (table->horizontalScrollBar()->maximum() > 0)
        found << u"is %1 wider than its place"_s.arg(table->horizontalScrollBar()->maximum());
    for (int column = 0; column < table->model()->columnCount(); ++column) {
        for (int row = 0; row < std::min(mostRows, table->model()->rowCount()); ++row) {
            const QModelIndex index = table->model()->index(row, column);
            const QRect cell = table->visualRect(index);
            if (table->isColumnHidden(column) || !sight.intersects(cell))
                continue;
            const QString fault = judgeCell(table, index, cell);
            if (fault.isEmpty())
                continue;
            found << QString(table->model()->headerData(column, Qt::Horizontal).toString() + u' ' + fault);
            break;
        }
    }
    return found;
}

QString FittingEye::judgeCell(QTableView *table, const QModelIndex &index, const QRect &cell) const
{
    const QString text = index.data().toString();
    if (text.isEmpty())
        return {};
    ++m_looked;
    QStyleOptionViewItem option;
    option.initFrom(table);
    option.widget = table;
    const QAbstractItemDelegate *delegate = table->itemDelegateForIndex(index);
    const int needed = delegate->sizeHint(option, index).width();
    if (needed <= cell.width() || (!isWhole(delegate) && isToldInATip(table, cell)))
        return {};
    return tooLittle(text, needed, cell.width());
}

QStringList FittingEye::faint() const
{
    QStringList found;
    const QList<QWidget *> parts = ScreenReader(const_cast<QWidget *>(m_window)).parts();
    for (const QWidget *part : parts) {
        const auto *label = qobject_cast<const Label *>(part);
        if (!label || label->text().isEmpty() || !label->isEnabled())
            continue;
        const QRect place(label->mapTo(m_window, QPoint()) + m_origin, label->size());
        const QColor ground = groundOf(m_picture, place);
        const qreal seen = contrast(label->ink(), ground);
        if (ground.isValid() && seen < leastContrast)
            found << u"“%1”: %2 on %3 is %4"_s.arg(label->text(), label->ink().name(), ground.name()).arg(seen);
    }
    return found;
}

} // namespace scrip::test
