// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "ui/shell/connection_chip.h"
#include "ui/shell/palette_field.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>

namespace scrip {

namespace {

QToolButton *button(QAction *action, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setDefaultAction(action);
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(action->iconText());
    return made;
}

} // namespace

TopBar::TopBar(const WindowActions &actions, QWidget *parent)
    : QToolBar(tr("Top bar"), parent)
    , m_chip(new ConnectionChip)
{
    setObjectName(QStringLiteral("top-bar"));
    setMovable(false);
    setFloatable(false);
    setFixedHeight(48);
    setContextMenuPolicy(Qt::PreventContextMenu);
    auto *strip = new QWidget(this);
    strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(space::one, 0, space::two, 1);
    row->setSpacing(space::one);
    layout()->setContentsMargins(0, 0, 0, 0);
    // The field begins where the content of pages does.
    auto *leftBox = new QWidget(strip);
    leftBox->setFixedWidth(space::navigation + space::pageLeft - 2 * space::one);
    auto *left = new QHBoxLayout(leftBox);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(space::one);
    // Not as a checked button: folding the navigation is no state to shout about.
    QToolButton *fold = makeGlyphButton(Glyph::Sidebar, actions.navigation->iconText(), strip);
    connect(fold, &QToolButton::clicked, actions.navigation, &QAction::trigger);
    left->addWidget(fold);
    for (QAction *action : {actions.back, actions.forward, actions.refresh})
        left->addWidget(button(action, strip));
    left->addStretch();
    row->addWidget(leftBox);
    row->addWidget(new PaletteField(actions.palette, strip), 4);
    row->addStretch(1);
    row->addWidget(button(actions.toggleTheme, strip));
    row->addSpacing(space::half);
    row->addWidget(m_chip);
    addWidget(strip);
}

void TopBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace scrip
