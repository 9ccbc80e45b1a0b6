// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/glyphs.h"
#include "ui/theme/looks.h"

#include <QPushButton>
#include <QToolButton>

class QAction;

namespace scrip {

/// A push button that follows an action: text, icon, enabled state and (when disabled) the reason in the tool tip.
/// Owned by its parent; deleting the action leaves the button disabled.
class ActionButton : public QPushButton
{
    Q_OBJECT
public:
    ActionButton(QAction *action, ButtonLook look, QWidget *parent = nullptr);

private:
    void follow();

    QAction *m_action;
    bool m_shown = true;
};

/// A push button with the text and, if given, the glyph.
[[nodiscard]] QPushButton *makeButton(const QString &text, ButtonLook look, QWidget *parent = nullptr);
[[nodiscard]] QPushButton *makeButton(Glyph glyph, const QString &text, ButtonLook look, QWidget *parent = nullptr);
/// A square button with a glyph only; `name` is its tool tip and what a screen reader says.
[[nodiscard]] QToolButton *makeGlyphButton(Glyph glyph, const QString &name, QWidget *parent = nullptr);

/// An action as menus, toolbars and context menus share it.
[[nodiscard]] QAction *makeAction(QObject *parent, const QString &text, Glyph glyph,
                                  const QKeySequence &shortcut = {});
/// Enables the action, or disables it and says why in its tool tip (empty reason: enabled).
void setReasonAgainst(QAction *action, const QString &reason);
[[nodiscard]] QString reasonAgainst(const QAction *action);

} // namespace scrip
