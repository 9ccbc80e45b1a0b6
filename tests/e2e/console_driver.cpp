// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/console_driver.h"

#include "ui/shell/navigation.h"
#include "ui/widgets/buttons.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

constexpr int patience = 15'000;
constexpr QSize windowSize{1440, 900};

QString plainText(const QAction *action)
{
    QString text = action->text();
    return text.remove(u'&');
}

bool isWanted(const QString &text, const QString &wanted)
{
    return wanted.endsWith(u'*') ? text.startsWith(QStringView(wanted).chopped(1)) : text == wanted;
}

/// Where a click on it hits: in the middle, but the beginning of what is only as wide as its column.
QPoint placeOn(const QWidget *part)
{
    return qobject_cast<const QCheckBox *>(part) ? QPoint(12, part->height() / 2) : part->rect().center();
}

} // namespace

ConsoleDriver::ConsoleDriver(const QString &target, int waitMs)
{
    ConsoleOptions options;
    options.target = target;
    options.waitMs = waitMs;
    m_console = std::make_unique<Console>(*qApp, options);
    m_window = &m_console->window();
    m_window->resize(windowSize);
    m_console->start();
}

ConsoleDriver::~ConsoleDriver() = default;

ConnectionStatus::State ConsoleDriver::state() const
{
    return m_window->connection().state;
}

QDialog *ConsoleDriver::dialog() const
{
    const QWidgetList all = QApplication::topLevelWidgets();
    const auto above = [&all](const QWidget *window) {
        const auto found = std::find_if(all.cbegin(), all.cend(), [window](const QWidget *one) {
            return qobject_cast<const QDialog *>(one) && one->isVisible() && one->parentWidget() &&
                   one->parentWidget()->window() == window;
        });
        return found == all.cend() ? nullptr : qobject_cast<QDialog *>(*found);
    };
    // One above another belongs to it.
    QDialog *top = above(m_window);
    for (QDialog *next = top; next; next = above(next))
        top = next;
    return top;
}

ScreenReader ConsoleDriver::reader() const
{
    QDialog *open = dialog();
    return ScreenReader(open ? static_cast<QWidget *>(open) : m_window);
}

bool ConsoleDriver::complain(const QString &what) const
{
    qWarning().noquote() << what << "- on the screen:\n" << screen();
    return false;
}

QWidget *ConsoleDriver::awaitPart(const QString &what, const std::function<QWidget *()> &find)
{
    QWidget *part = nullptr;
    const auto isThere = [&part, &find] {
        part = find();
        return part && part->isEnabled();
    };
    if (QTest::qWaitFor(isThere, patience))
        return part;
    const QString why = part ? u"%1 stays disabled: %2"_s.arg(what, part->toolTip()) : u"there is no %1"_s.arg(what);
    complain(why);
    return nullptr;
}

bool ConsoleDriver::clickPart(QWidget *part, const QPoint &place)
{
    QWidget *window = part->window();
    if (!window->isActiveWindow()) {
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window))
            return complain(u"The window cannot be made the active one"_s);
    }
    QPoint at;
    const bool inMiddle = place == part->rect().center();
    // What has just appeared finds its place and size first.
    const auto isHit = [part, window, place, inMiddle, &at] {
        at = part->mapTo(window, inMiddle ? part->rect().center() : place);
        const QWidget *hit = window->childAt(at);
        return hit == part || part->isAncestorOf(hit);
    };
    QCoreApplication::processEvents();
    if (!QTest::qWaitFor(isHit, patience))
        return complain(u"%1 lies below something else"_s.arg(plainName(part)));
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, {}, at);
    return true;
}

bool ConsoleDriver::openPage(const QString &title)
{
    for (Navigation *list : {m_window->navigation(), m_window->footNavigation()}) {
        const QAbstractItemModel *entries = list->model();
        for (int row = 0; row < entries->rowCount(); ++row) {
            const QModelIndex index = entries->index(row, 0);
            if (index.data().toString() != title)
                continue;
            const QRect place = list->visualRect(index);
            return clickPart(list->viewport(), QPoint(place.center().x(), place.bottom() - 8)) &&
                   QTest::qWaitFor([this, &title] { return m_window->windowTitle().startsWith(title); }, patience);
        }
    }
    return complain(u"There is no page "_s + title);
}

bool ConsoleDriver::click(const QString &name)
{
    QWidget *part = awaitPart(u"button "_s + name, [this, &name] { return reader().button(name); });
    return part && clickPart(part, placeOn(part));
}

QAction *ConsoleDriver::action(const QString &text) const
{
    const WindowPage *page = m_window->currentPage();
    const QList<QAction *> actions = page ? page->pageActions() : QList<QAction *>();
    for (QAction *one : actions) {
        if (isWanted(plainText(one), text))
            return one;
    }
    return nullptr;
}

QString ConsoleDriver::reasonAgainst(const QString &text) const
{
    const QAction *one = action(text);
    return one ? scrip::reasonAgainst(one) : u"(none)"_s;
}

QString ConsoleDriver::reasonAgainstButton(const QString &name) const
{
    const QWidget *button = reader().button(name);
    if (!button)
        return u"(none)"_s;
    return button->isEnabled() ? QString() : button->toolTip();
}

bool ConsoleDriver::act(const QString &text)
{
    QAction *wanted = nullptr;
    const auto isReady = [this, &wanted, &text] {
        wanted = action(text);
        return wanted && wanted->isEnabled() && wanted->isVisible();
    };
    if (!QTest::qWaitFor(isReady, patience))
        return complain(u"%1 cannot be done: %2"_s.arg(text, reasonAgainst(text)));
    if (QWidget *button = reader().button(text); button && button->isEnabled())
        return clickPart(button, placeOn(button));
    QMenuBar *bar = m_window->menuBar();
    const QList<QAction *> menus = bar->actions();
    for (QAction *menu : menus) {
        if (!menu->menu()->actions().contains(wanted))
            continue;
        return clickPart(bar, bar->actionGeometry(menu).center()) && clickEntry(awaitMenu(), wanted);
    }
    return complain(text + u" is in no menu"_s);
}

QMenu *ConsoleDriver::awaitMenu()
{
    QMenu *menu = nullptr;
    const auto isOpen = [&menu] {
        menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        return menu != nullptr;
    };
    if (!QTest::qWaitFor(isOpen, patience))
        complain(u"No menu opened"_s);
    return menu;
}

bool ConsoleDriver::clickEntry(QMenu *menu, QAction *action)
{
    if (!menu)
        return false;
    QTest::mouseClick(menu->windowHandle(), Qt::LeftButton, {}, menu->actionGeometry(action).center());
    return true;
}

bool ConsoleDriver::selectRow(const QString &text)
{
    QAbstractItemView *view = nullptr;
    QModelIndex index;
    const auto isThere = [this, &view, &index, &text] {
        index = reader().cellWith(text, &view);
        return index.isValid();
    };
    if (!QTest::qWaitFor(isThere, patience))
        return complain(u"No row holds "_s + text);
    view->scrollTo(index);
    return clickPart(view->viewport(), view->visualRect(index).center());
}

bool ConsoleDriver::actOn(const QString &rowText, const QString &text)
{
    if (!selectRow(rowText))
        return false;
    QAbstractItemView *view = nullptr;
    const QModelIndex index = reader().cellWith(rowText, &view);
    const QPoint at = view->viewport()->mapTo(m_window, view->visualRect(index).center());
    QTest::mouseClick(m_window->windowHandle(), Qt::RightButton, {}, at);
    QMenu *menu = awaitMenu();
    const QList<QAction *> entries = menu ? menu->actions() : QList<QAction *>();
    for (QAction *entry : entries) {
        if (isWanted(plainText(entry), text) && entry->isEnabled())
            return clickEntry(menu, entry);
    }
    return complain(text + u" is not in the menu of the row, or disabled"_s);
}

bool ConsoleDriver::type(const QString &field, const QString &text)
{
    QWidget *edit = awaitPart(u"field "_s + field, [this, &field] { return reader().field(field); });
    if (!edit || !clickPart(edit, QPoint(std::min(24, edit->width() / 2), edit->height() / 2)))
        return false;
    QWidget *focus = QApplication::focusWidget();
    if (focus != edit && !edit->isAncestorOf(focus))
        return complain(u"A click does not put the focus into "_s + field);
    QTest::keyClick(focus, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(focus, Qt::Key_Delete);
    QTest::keyClicks(focus, text);
    return true;
}

bool ConsoleDriver::enter(const QString &field, const QString &text)
{
    if (!type(field, text))
        return false;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    return true;
}

bool ConsoleDriver::choose(const QString &field, const QString &entry)
{
    auto *choice =
        qobject_cast<QComboBox *>(awaitPart(u"choice "_s + field, [this, &field] { return reader().field(field); }));
    int wanted = -1;
    const auto isOffered = [choice, &wanted, &entry] {
        for (int i = 0; choice && i < choice->count(); ++i)
            wanted = wanted < 0 && isWanted(choice->itemText(i), entry) ? i : wanted;
        return wanted >= 0;
    };
    if (!choice || !QTest::qWaitFor(isOffered, patience) || !clickPart(choice, choice->rect().center()))
        return complain(u"%1 does not offer %2"_s.arg(field, entry));
    QAbstractItemView *list = choice->view();
    if (!QTest::qWaitFor([list] { return list->isVisible(); }, patience))
        return complain(field + u" does not open"_s);
    // Keys, since a click so soon after the one that opened it would count as its end.
    QTest::keyClick(list, Qt::Key_Home);
    for (int i = 0; i < wanted; ++i)
        QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    return choice->currentIndex() == wanted || complain(field + u" keeps its choice"_s);
}

bool ConsoleDriver::answerFile(const QString &path)
{
    if (!QTest::qWaitFor([this] { return qobject_cast<QFileDialog *>(dialog()) != nullptr; }, patience))
        return complain(u"Nobody asks for a file"_s);
    auto *name = dialog()->findChild<QLineEdit *>(u"fileNameEdit"_s);
    name->setFocus();
    QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(name, path);
    QTest::keyClick(name, Qt::Key_Return);
    return QTest::qWaitFor([this] { return qobject_cast<QFileDialog *>(dialog()) == nullptr; }, patience) ||
           complain(u"The file dialog does not take "_s + path);
}

void ConsoleDriver::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QDialog *open = dialog();
    QWidget *window = open ? static_cast<QWidget *>(open) : m_window;
    window->activateWindow();
    (void)QTest::qWaitForWindowActive(window);
    QTest::keyClick(window->windowHandle(), key, modifiers);
}

void ConsoleDriver::leaveDialogs()
{
    (void)QTest::qWaitFor(
        [this] {
            // What was typed goes: that question is answered with yes.
            if (const QDialog *open = dialog())
                press(open->windowTitle() == u"Discard what you typed?"_s ? Qt::Key_Return : Qt::Key_Escape);
            return dialog() == nullptr;
        },
        patience);
}

bool ConsoleDriver::sees(const QString &text)
{
    return QTest::qWaitFor([this, &text] { return screen().contains(text); }, patience) ||
           complain(u"It does not say: "_s + text);
}

bool ConsoleDriver::seesNoDialog()
{
    return QTest::qWaitFor([this] { return dialog() == nullptr; }, patience) || complain(u"The dialog stays"_s);
}

QString ConsoleDriver::content(const QString &field) const
{
    const ScreenReader here = reader();
    const QWidget *part = here.field(field);
    return contentOf(part ? part : here.button(field));
}

QString ConsoleDriver::cell(const QString &rowText, const QString &header) const
{
    return reader().cell(rowText, header);
}

} // namespace scrip::test
