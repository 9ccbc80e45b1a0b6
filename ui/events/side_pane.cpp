// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/side_pane.h"

#include "ui/widgets/label.h"

#include <QBoxLayout>

namespace scrip {

namespace {

constexpr int besideFrom = 740; ///< Below this the main part would be too narrow for its table.

} // namespace

SidePane::SidePane(QWidget *main, QWidget *side, int sideWidth, QWidget *parent)
    : QWidget(parent)
    , m_side(side)
    , m_upright(new Line(Qt::Vertical))
    , m_level(new Line(Qt::Horizontal))
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_sideWidth(sideWidth)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(main, 1);
    m_layout->addWidget(m_upright);
    m_layout->addWidget(m_level);
    m_layout->addWidget(side);
    stack(false);
}

void SidePane::stack(bool stacked)
{
    m_stacked = stacked;
    m_layout->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setMinimumWidth(stacked ? 0 : m_sideWidth);
    m_side->setMaximumWidth(stacked ? QWIDGETSIZE_MAX : m_sideWidth);
    m_upright->setVisible(!stacked);
    m_level->setVisible(stacked);
}

void SidePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < besideFrom + m_sideWidth / 2;
    if (narrow != m_stacked)
        stack(narrow);
}

} // namespace scrip
