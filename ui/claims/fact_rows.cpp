// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/fact_rows.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QGridLayout>

namespace scrip {

// A grid: a QFormLayout of Qt 6.4 with hidden rows writes beyond its own memory.
FactRows::FactRows(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::two);
    m_grid->setVerticalSpacing(space::half);
    m_grid->setColumnStretch(1, 1);
}

Label *FactRows::addText(const QString &name)
{
    auto *value = new Label;
    value->setElided();
    value->setAccessibleName(name);
    const int row = m_grid->rowCount();
    m_grid->addWidget(Label::muted(name), row, 0);
    m_grid->addWidget(value, row, 1);
    return value;
}

Label *FactRows::addFigure(const QString &name)
{
    Label *value = addText(name);
    value->setFont(codeFont());
    return value;
}

void FactRows::setShown(Label *value, bool shown)
{
    value->setVisible(shown);
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        const QLayoutItem *item = m_grid->itemAtPosition(row, 1);
        if (item && item->widget() == value)
            m_grid->itemAtPosition(row, 0)->widget()->setVisible(shown);
    }
}

} // namespace scrip
