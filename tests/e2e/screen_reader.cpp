// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/screen_reader.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

QString withoutMnemonic(QString text)
{
    return text.remove(u'&');
}

QString textOn(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button ? withoutMnemonic(button->text()) : QString();
}

bool matches(const QString &text, const QString &name)
{
    if (text.isEmpty())
        return false;
    return name.endsWith(u'*') ? text.startsWith(QStringView(name).chopped(1)) : text == name;
}

bool isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget) ||
           qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget);
}

/// The views of rows; lists inside of other controls, such as that of a combo box, are windows of their own.
QList<QAbstractItemView *> viewsIn(const QList<QWidget *> &parts)
{
    QList<QAbstractItemView *> views;
    for (QWidget *part : parts) {
        auto *view = qobject_cast<QAbstractItemView *>(part);
        if (view && !qobject_cast<QHeaderView *>(view) && view->model())
            views << view;
    }
    return views;
}

bool isColumnShown(const QAbstractItemView *view, int column)
{
    const auto *table = qobject_cast<const QTableView *>(view);
    return !table || !table->isColumnHidden(column);
}

/// Rows that a person would scroll through; a model that pages has no texts for the others anyway.
constexpr int mostRows = 300;

QStringList rowsOf(const QAbstractItemView *view)
{
    QStringList lines;
    const QAbstractItemModel *model = view->model();
    for (int row = 0; row < std::min(mostRows, model->rowCount()); ++row) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column) {
            if (isColumnShown(view, column))
                cells << model->index(row, column).data().toString();
        }
        lines << cells.join(u" | "_s);
    }
    return lines;
}

} // namespace

QString plainName(const QWidget *widget)
{
    const QString text = textOn(widget);
    return text.isEmpty() ? widget->accessibleName() : text;
}

bool isCalled(const QWidget *widget, const QString &name)
{
    return matches(textOn(widget), name) || matches(widget->accessibleName(), name);
}

QString contentOf(const QWidget *field)
{
    if (const auto *edit = qobject_cast<const QLineEdit *>(field))
        return edit->text();
    if (const auto *area = qobject_cast<const QPlainTextEdit *>(field))
        return area->toPlainText();
    if (const auto *choice = qobject_cast<const QComboBox *>(field))
        return choice->currentText();
    if (const auto *spin = qobject_cast<const QAbstractSpinBox *>(field))
        return spin->text();
    const auto *box = qobject_cast<const QAbstractButton *>(field);
    return box && box->isChecked() ? u"on"_s : QString();
}

QList<QWidget *> ScreenReader::parts() const
{
    QList<QWidget *> visible;
    const auto all = m_window->findChildren<QWidget *>();
    for (QWidget *one : all) {
        if (one->isVisible() && one->window() == m_window && !one->size().isEmpty())
            visible << one;
    }
    return visible;
}

QWidget *ScreenReader::button(const QString &name) const
{
    const QList<QWidget *> visible = parts();
    QWidget *byName = nullptr;
    for (QWidget *one : visible) {
        if (!qobject_cast<QAbstractButton *>(one) || !isCalled(one, name))
            continue;
        if (matches(textOn(one), name))
            return one;
        byName = byName ? byName : one;
    }
    return byName;
}

QWidget *ScreenReader::field(const QString &name) const
{
    const QList<QWidget *> visible = parts();
    for (QWidget *one : visible) {
        if (isField(one) && isCalled(one, name))
            return one;
    }
    return nullptr;
}

QModelIndex ScreenReader::cellWith(const QString &text, QAbstractItemView **view) const
{
    const QList<QAbstractItemView *> views = viewsIn(parts());
    for (QAbstractItemView *one : views) {
        const QAbstractItemModel *model = one->model();
        for (int row = 0; row < std::min(mostRows, model->rowCount()); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index = model->index(row, column);
                if (!isColumnShown(one, column) || !index.data().toString().contains(text))
                    continue;
                *view = one;
                return index;
            }
        }
    }
    return {};
}

QString ScreenReader::cell(const QString &rowText, const QString &header) const
{
    QAbstractItemView *view = nullptr;
    const QModelIndex found = cellWith(rowText, &view);
    if (!found.isValid())
        return {};
    QStringList headers;
    for (int column = 0; column < view->model()->columnCount(); ++column) {
        headers << view->model()->headerData(column, Qt::Horizontal).toString();
        if (headers.constLast() == header)
            return found.siblingAtColumn(column).data().toString();
    }
    return u"(no such column, but %1)"_s.arg(headers.join(u", "_s));
}

QStringList ScreenReader::texts() const
{
    QStringList lines;
    const QList<QWidget *> visible = parts();
    for (const QWidget *one : visible) {
        if (const auto *label = qobject_cast<const QLabel *>(one))
            lines << label->text();
        else if (isField(one))
            lines << QString(one->accessibleName() + u": "_s + contentOf(one));
        else if (const auto *view = qobject_cast<const QAbstractItemView *>(one); view && view->model())
            lines << rowsOf(view);
        else
            lines << plainName(one);
    }
    lines.removeAll(QString());
    return lines;
}

QString ScreenReader::everything() const
{
    return texts().join(u'\n');
}

} // namespace scrip::test
