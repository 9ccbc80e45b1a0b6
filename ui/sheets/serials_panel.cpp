// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/serials_panel.h"

#include "ui/sheets/sheet_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

namespace scrip {

namespace {

QSpinBox *serialField(const QString &name)
{
    auto *field = new QSpinBox;
    field->setRange(1, 1);
    field->setKeyboardTracking(false);
    field->setAccessibleName(name);
    field->setFixedWidth(96);
    return field;
}

} // namespace

SerialsPanel::SerialsPanel(QWidget *parent)
    : Panel(tr("Labels"), parent)
    , m_from(serialField(tr("First serial")))
    , m_to(serialField(tr("Last serial")))
    , m_all(makeButton(tr("All"), ButtonLook::Link))
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::one);
    row->addWidget(Label::muted(tr("Serials")));
    row->addSpacing(space::half);
    row->addWidget(m_from);
    row->addWidget(Label::muted(tr("to")));
    row->addWidget(m_to);
    row->addWidget(m_all);
    row->addStretch(1);
    body()->addLayout(row);
    connect(m_from, &QSpinBox::valueChanged, this, &SerialsPanel::onChanged);
    connect(m_to, &QSpinBox::valueChanged, this, &SerialsPanel::onChanged);
    connect(m_all, &QPushButton::clicked, this, [this] { setRange(1, m_count); });
    showAll();
}

int SerialsPanel::from() const
{
    return m_from->value();
}

int SerialsPanel::to() const
{
    return m_to->value();
}

void SerialsPanel::setBatch(const Batch &batch)
{
    const int count = std::max(1, int(batch.count));
    const bool all = m_batch != batch.id || (m_from->value() == 1 && m_to->value() >= m_count);
    m_batch = batch.id;
    m_count = count;
    const QSignalBlocker quietFrom(m_from);
    const QSignalBlocker quietTo(m_to);
    m_from->setMaximum(count);
    m_to->setMaximum(count);
    if (all) {
        m_from->setValue(1);
        m_to->setValue(count);
    }
    showAll();
}

void SerialsPanel::setRange(int from, int to)
{
    {
        const QSignalBlocker quietFrom(m_from);
        const QSignalBlocker quietTo(m_to);
        m_from->setValue(from);
        m_to->setValue(to);
    }
    onChanged();
}

void SerialsPanel::onChanged()
{
    // The end that was not touched gives way.
    if (m_to->value() < m_from->value()) {
        QSpinBox *other = sender() == m_to ? m_from : m_to;
        const QSignalBlocker quiet(other);
        other->setValue(other == m_from ? m_to->value() : m_from->value());
    }
    showAll();
    Q_EMIT rangeChanged();
}

void SerialsPanel::showAll()
{
    const bool all = m_from->value() == 1 && m_to->value() == m_count;
    m_all->setVisible(!all);
    setCaption(all ? tr("the whole batch") : tr("%1 of it").arg(labelsText(m_to->value() - m_from->value() + 1)));
}

} // namespace scrip
