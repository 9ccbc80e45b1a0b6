// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "e2e/screen_reader.h"

#include <functional>
#include <memory>

class QMenu;

namespace scrip::test {

/// The whole console of one person, worked by hand: what is clicked is found by what stands on it, clicks go to the
/// window at that place and keys to what has the focus. Each step waits for what it needs, and when that does not
/// come it answers false and says what was on the screen instead. One console for each driver, one of whose windows
/// it works at a time; several may be open.
class ConsoleDriver
{
public:
    /// `waitMs`: how long a write is tried again before the console calls its outcome unknown.
    explicit ConsoleDriver(const QString &target, int waitMs = 15'000);
    ~ConsoleDriver();
    Q_DISABLE_COPY_MOVE(ConsoleDriver)

    /// The one that is worked.
    [[nodiscard]] MainWindow *window() const { return m_window; }
    /// All that are open.
    [[nodiscard]] QList<MainWindow *> windows() const { return m_console->windows(); }
    /// Works this one of them from now on.
    void take(MainWindow *window) { m_window = window; }
    /// To another database, as the page of connections asks for it.
    void connectTo(const QString &target) { m_console->connectTo(target); }
    /// Stops of the tour that belong to no page and not to the window alone.
    [[nodiscard]] QList<TourStop> tourStops() { return m_console->tourStops(); }
    [[nodiscard]] ConnectionStatus::State state() const;
    [[nodiscard]] bool isConnected() const { return state() == ConnectionStatus::State::Connected; }
    /// The dialog that is open above the window, or null.
    [[nodiscard]] QDialog *dialog() const;

    /// A click on an entry of the navigation.
    bool openPage(const QString &title);
    /// A click on the enabled button, box or link of that name in the dialog, or else in the window.
    bool click(const QString &name);
    /// An action of the page by its text: its button, or its entry in the menu bar.
    bool act(const QString &action);
    /// An action of a row, from its context menu.
    bool actOn(const QString &rowText, const QString &action);
    /// A click on the row that holds this text, which selects it.
    bool selectRow(const QString &text);
    /// Replaces what stands in a field.
    bool type(const QString &field, const QString &text);
    /// The same, and Enter.
    bool enter(const QString &field, const QString &text);
    /// An entry of a combo box; one that begins so when it ends in "*".
    bool choose(const QString &field, const QString &entry);
    /// Answers the file dialog.
    bool answerFile(const QString &path);
    /// Closes the dialogs that are open, as with Escape, and discards what was typed.
    void leaveDialogs();
    /// A key to whatever has the focus in the window or its dialog.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});

    /// The dialog's text, or that of the window.
    [[nodiscard]] QString screen() const { return reader().everything(); }
    /// Waits until this can be read.
    bool sees(const QString &text);
    /// Waits until the dialog is gone.
    bool seesNoDialog();
    /// What stands in a field.
    [[nodiscard]] QString content(const QString &field) const;
    [[nodiscard]] QString cell(const QString &rowText, const QString &header) const;
    /// The action of the page that is open; null when there is none of that text.
    [[nodiscard]] QAction *action(const QString &text) const;
    /// Why it is disabled; empty: it is enabled; "(none)": there is no such action.
    [[nodiscard]] QString reasonAgainst(const QString &action) const;
    /// Why a button is disabled, as its tool tip says; empty: it is enabled; "(none)": there is no such button.
    [[nodiscard]] QString reasonAgainstButton(const QString &name) const;

private:
    [[nodiscard]] ScreenReader reader() const;
    /// Waits for what `find` answers; null, and a complaint, when it does not come.
    QWidget *awaitPart(const QString &what, const std::function<QWidget *()> &find);
    bool clickPart(QWidget *part, const QPoint &place);
    bool clickEntry(QMenu *menu, QAction *action);
    QMenu *awaitMenu();
    bool complain(const QString &what) const;

    std::unique_ptr<Console> m_console;
    MainWindow *m_window = nullptr; ///< Of the console; at first the only one.
};

} // namespace scrip::test
