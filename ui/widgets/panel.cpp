// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

#include "ui/theme/looks.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSettings>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

class Handle : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = tokensOf(this);
        QPainter painter(this);
        painter.fillRect(rect(), t.window);
        const QPoint centre = rect().center();
        if (orientation() == Qt::Vertical) {
            painter.fillRect(QRect(0, 0, width(), 1), t.line);
            painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
            painter.fillRect(QRect(centre.x() - 12, centre.y(), 24, 1), t.edge);
        } else {
            painter.fillRect(QRect(0, 0, 1, height()), t.line);
        }
    }
};

} // namespace

Splitter::Splitter(Qt::Orientation orientation, QWidget *parent)
    : QSplitter(orientation, parent)
{
    setChildrenCollapsible(false);
    setHandleWidth(orientation == Qt::Vertical ? 5 : 1);
}

QSplitterHandle *Splitter::createHandle()
{
    return new Handle(orientation(), this);
}

void Splitter::keepSizes(const QString &name)
{
    const QString key = u"splitters/"_s + name;
    const QByteArray state = QSettings().value(key).toByteArray();
    if (!state.isEmpty()) {
        const int width = handleWidth();
        restoreState(state);
        setHandleWidth(width);
    }
    connect(this, &QSplitter::splitterMoved, this, [this, key] { QSettings().setValue(key, saveState()); });
}

Panel::Panel(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new Label(title, Type::Section, this))
    , m_caption(Label::muted({}, Type::Body, this))
    , m_head(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    setPageGround(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head->setContentsMargins(space::two, 7, space::two, 7);
    m_head->setSpacing(space::one);
    m_head->addWidget(m_title);
    m_caption->setElided();
    m_head->addWidget(m_caption, 1);
    column->addLayout(m_head);
    m_body->setContentsMargins(space::two, 0, space::two, space::oneAndHalf);
    m_body->setSpacing(space::one);
    column->addLayout(m_body, 1);
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
}

void Panel::setCaption(const QString &caption)
{
    m_caption->setText(caption);
}

void Panel::addHeadWidget(QWidget *widget)
{
    m_head->addWidget(widget);
}

} // namespace scrip
