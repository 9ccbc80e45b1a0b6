// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QAction;

namespace scrip {

class Label;

/// What happened, in the lower right of the window, with at most one thing to do about it. Goes away by itself (not
/// while the pointer or the focus is on it); failures stay until dismissed. The newest replaces the one before.
class Toast : public QWidget
{
    Q_OBJECT
public:
    struct Offer
    {
        QString text; ///< "Show", "Undo", "Try again".
        std::function<void()> run;
    };

    /// Shows a toast on the window of `near`. The offer is run at most once and not after `near` died. `refusal`
    /// names the refusal it tells of, whose page of help is then one click away.
    static Toast *show(QWidget *near, Tone tone, const QString &text, const Offer &offer = {},
                       const QString &refusal = {});
    /// The same for what was just done and can be taken back: "Undo" is offered, and while it is, Ctrl+Z and the
    /// palette offer it as well.
    static Toast *showUndo(QWidget *near, const QString &text, const std::function<void()> &undo);
    /// Toasts of its window stand above it while it can be seen: it is at the foot, and there is something to be
    /// clicked. Call once.
    static void standAbove(QWidget *foot);
    /// The undo offered on that window at this moment, or null.
    static QAction *undoOn(const QWidget *window);
    /// The toast now on that window, if any.
    static Toast *on(const QWidget *window);

    [[nodiscard]] QString text() const;
    void dismiss();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Toast(QWidget *window, QWidget *near, Tone tone, const QString &text, const Offer &offer, const QString &refusal);
    void addOffer(QWidget *near, const Offer &offer);
    void place();
    /// Runs the offer, which is over then.
    void take(const std::function<void()> &run);

    Tone m_tone;
    Label *m_text;
    QTimer m_life;
    QAction *m_undo = nullptr;
};

} // namespace scrip
