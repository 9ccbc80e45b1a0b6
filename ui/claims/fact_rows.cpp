// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/fact_rows.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QFormLayout>

namespace scrip {

FactRows::FactRows(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::two);
    m_form->setVerticalSpacing(space::half);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

Label *FactRows::addText(const QString &name)
{
    auto *value = new Label;
    value->setElided();
    value->setAccessibleName(name);
    m_form->addRow(Label::muted(name), value);
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
    if (QWidget *name = m_form->labelForField(value))
        name->setVisible(shown);
}

} // namespace scrip
