// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_link.h"

#include "ui/help/help_dialog.h"
#include "ui/theme/looks.h"

#include <QBoxLayout>

namespace scrip {

HelpLink::HelpLink(QWidget *parent)
    : QPushButton(tr("What does this mean?"), parent)
{
    setAutoDefault(false);
    setLook(this, ButtonLook::Link);
    setSmall(this);
    hide();
    connect(this, &QPushButton::clicked, this,
            [this] { HelpDialog::openRefusal(m_name, m_near ? m_near.data() : static_cast<QWidget *>(this)); });
}

void HelpLink::setShort()
{
    setAccessibleName(text());
    setText(tr("Explain"));
}

void HelpLink::setRefusal(const QString &name)
{
    m_name = name;
    setVisible(findHelp(refusalHelp(), name) != nullptr);
}

void addBelowText(QBoxLayout *column, HelpLink *link)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    // Its words, and not its ground, begin where the text above does.
    row->addSpacing(-linkPadding);
    row->addWidget(link);
    row->addStretch(1);
    column->addLayout(row);
}

} // namespace scrip
