// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int headerHeight = 56;

QAction *separator(QObject *parent)
{
    auto *action = new QAction(parent);
    action->setSeparator(true);
    return action;
}

} // namespace

WindowPage::WindowPage(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new Label(title, Type::Page, this))
    , m_subtitle(Label::muted({}, Type::Body, this))
    , m_headerWidgets(new QHBoxLayout)
    , m_headerActions(nullptr)
    , m_headerActionsArea(new QWidget(this))
    , m_headerLine(new Line(Qt::Horizontal, this))
    , m_body(new QVBoxLayout)
{
    setPageGround(this);
    m_headerActions = new QHBoxLayout(m_headerActionsArea);
    // The ring round a button reaches beyond it, and would be cut where this ends.
    m_headerActions->setContentsMargins(FocusRing::reach, 0, FocusRing::reach, 0);
    m_headerActions->setSpacing(space::one);
    m_headerWidgets->setSpacing(space::one);
    m_subtitle->setElided();

    auto *header = new QWidget(this);
    header->setFixedHeight(headerHeight);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(space::pageLeft, 0, space::pageRight - FocusRing::reach, 0);
    row->setSpacing(space::oneAndHalf);
    row->addWidget(m_title);
    row->addLayout(m_headerWidgets);
    row->addWidget(m_subtitle, 1);
    row->addWidget(m_headerActionsArea);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(m_headerLine);
    m_headerLine->hide();
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    column->addLayout(m_body, 1);
    setAccessibleName(title);
}

void WindowPage::setConnected(bool connected)
{
    m_connected = connected;
}

void WindowPage::goTo(const QUrlQuery &) {}

void WindowPage::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

QString WindowPage::title() const
{
    return m_title->text();
}

void WindowPage::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
}

QString WindowPage::subtitle() const
{
    return m_subtitle->text();
}

void WindowPage::addPageAction(QAction *action)
{
    m_actions.append(action);
    // On the widget itself, so that the shortcut works while this page is the visible one and not otherwise.
    addAction(action);
}

void WindowPage::addPageSeparator()
{
    m_actions.append(separator(this));
}

ActionButton *WindowPage::addHeaderAction(QAction *action)
{
    addPageAction(action);
    auto *button = new ActionButton(action, ButtonLook::Secondary, m_headerActionsArea);
    const int before = m_primary ? m_headerActions->count() - 1 : m_headerActions->count();
    m_headerActions->insertWidget(before, button);
    return button;
}

ActionButton *WindowPage::addPrimaryAction(QAction *action)
{
    addPageAction(action);
    if (action->shortcut().isEmpty())
        action->setShortcut(QKeySequence::New);
    m_primary = action;
    auto *button = new ActionButton(action, ButtonLook::Primary, m_headerActionsArea);
    m_headerActions->addWidget(button);
    return button;
}

void WindowPage::addHeaderWidget(QWidget *widget)
{
    m_headerWidgets->addWidget(widget);
}

void WindowPage::setHeaderLine(bool line)
{
    m_headerLine->setVisible(line);
}

void WindowPage::setHeaderActionsVisible(bool visible)
{
    m_headerActionsArea->setVisible(visible);
}

} // namespace scrip
