// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/buttons.h"

#include <QAction>
#include <QVariant>

namespace scrip {

namespace {

constexpr const char *reasonProperty = "scrip.reason";

} // namespace

ActionButton::ActionButton(QAction *action, ButtonLook look, QWidget *parent)
    : QPushButton(parent)
    , m_action(action)
{
    scrip::setLook(this, look);
    setAutoDefault(false);
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(action, &QObject::destroyed, this, [this] {
        m_action = nullptr;
        setEnabled(false);
    });
    connect(this, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action->trigger();
    });
    follow();
}

void ActionButton::follow()
{
    if (!m_action)
        return;
    setText(m_action->iconText());
    setIcon(m_action->icon());
    setEnabled(m_action->isEnabled());
    // Only a change counts: showing a button that has no parent yet would make it a window.
    if (m_shown != m_action->isVisible()) {
        m_shown = m_action->isVisible();
        setVisible(m_shown);
    }
    const QString reason = reasonAgainst(m_action);
    setToolTip(reason.isEmpty() ? m_action->toolTip() : reason);
    setAccessibleName(m_action->iconText());
    setAccessibleDescription(reason);
}

QPushButton *makeButton(const QString &text, ButtonLook look, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    setLook(button, look);
    return button;
}

QPushButton *makeButton(Glyph glyph, const QString &text, ButtonLook look, QWidget *parent)
{
    QPushButton *button = makeButton(text, look, parent);
    button->setIcon(icon(glyph));
    return button;
}

QToolButton *makeGlyphButton(Glyph glyph, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(glyph));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QAction *makeAction(QObject *parent, const QString &text, Glyph glyph, const QKeySequence &shortcut)
{
    auto *action = new QAction(icon(glyph), text, parent);
    action->setShortcut(shortcut);
    QString plain = text;
    plain.remove(u'&');
    // QAction would drop the dots that promise a dialog.
    action->setIconText(plain);
    return action;
}

void setReasonAgainst(QAction *action, const QString &reason)
{
    QString plain = action->text();
    plain.remove(u'&');
    action->setProperty(reasonProperty, reason);
    action->setEnabled(reason.isEmpty());
    action->setToolTip(reason.isEmpty() ? plain : reason);
    action->setStatusTip(reason);
}

QString reasonAgainst(const QAction *action)
{
    return action->property(reasonProperty).toString();
}

} // namespace scrip
