// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/production/production_band.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"

#include <QHBoxLayout>
#include <QLayout>
#include <QPainter>

namespace scrip {

namespace {

constexpr int bandHeight = 32;

} // namespace

ProductionBand::ProductionBand(QAction *unlock, QAction *lock, QWidget *parent)
    : QToolBar(tr("Production"), parent)
    , m_buttons(new QWidget(this))
{
    setObjectName(QStringLiteral("production-band"));
    setMovable(false);
    setFloatable(false);
    setFixedHeight(bandHeight);
    setContextMenuPolicy(Qt::PreventContextMenu);
    layout()->setContentsMargins(0, 0, 0, 0);
    m_buttons->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, space::two, 0);
    row->setSpacing(space::one);
    row->addStretch(1);
    for (QAction *action : {lock, unlock}) {
        auto *button = new ActionButton(action, ButtonLook::Secondary, m_buttons);
        setSmall(button);
        button->setVisible(action->isVisible());
        row->addWidget(button);
    }
    addWidget(m_buttons);
    hide();
}

void ProductionBand::setText(const QString &name, const QString &sentence)
{
    m_name = name;
    m_sentence = sentence;
    setAccessibleName(tr("Production %1. %2").arg(name, sentence));
    update();
}

void ProductionBand::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.bad);
    painter.setPen(t.onAccent);
    paintGlyph(&painter, QRectF(space::two, (height() - 16) / 2.0, 16, 16), Glyph::Lock, t.onAccent);
    QRect box = rect().adjusted(space::two + 24, 0, -space::two, 0);
    box.setRight(box.right() - m_buttons->layout()->sizeHint().width());
    QFont strong = textFont(Type::Body);
    strong.setWeight(QFont::DemiBold);
    for (const auto &[font, text] : {std::pair(strong, tr("Production")), std::pair(textFont(Type::Strong), m_name),
                                     std::pair(textFont(Type::Body), m_sentence)}) {
        painter.setFont(font);
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width());
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, shown);
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(shown) + space::oneAndHalf);
    }
}

} // namespace scrip
