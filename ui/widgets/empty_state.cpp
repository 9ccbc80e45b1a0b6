// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/help/help_link.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_drawing.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace scrip {

EmptyState::EmptyState(Drawing drawing, const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new Label(sentence, Type::Section, this))
    , m_column(new QVBoxLayout(this))
{
    QFont font = textFont(Type::Section);
    font.setWeight(QFont::Normal);
    m_sentence->setFont(font);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_column->setSpacing(0);
    m_column->addStretch(1);
    m_column->addWidget(new LineDrawing(drawing, this), 0, Qt::AlignHCenter);
    m_column->addSpacing(space::three);
    m_column->addWidget(m_sentence);
    m_column->addSpacing(space::two);
    m_column->addStretch(1);
    setAccessibleName(sentence);
}

void EmptyState::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
}

void EmptyState::setAction(QAction *action)
{
    delete m_button;
    m_button = new ActionButton(action, ButtonLook::Primary, this);
    m_column->insertWidget(m_column->indexOf(m_sentence) + 2, m_button, 0, Qt::AlignHCenter);
}

void EmptyState::setHelp(const QString &refusal)
{
    if (!m_help) {
        m_help = new HelpLink(this);
        m_column->insertSpacing(m_column->count() - 1, space::one);
        m_column->insertWidget(m_column->count() - 1, m_help, 0, Qt::AlignHCenter);
    }
    m_help->setRefusal(refusal);
}

void EmptyState::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Whoever typed until nothing was left types on.
    const auto *typing = qobject_cast<const QLineEdit *>(window()->focusWidget());
    const bool busy = typing && typing->isVisible() && typing->isEnabled();
    if (m_button && isActiveWindow() && !busy)
        m_button->setFocus(Qt::TabFocusReason);
}

} // namespace scrip
