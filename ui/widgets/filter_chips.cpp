// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_chips.h"

#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figures.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>

namespace scrip {

namespace {

QHBoxLayout *part(QHBoxLayout *row)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(space::one);
    row->addLayout(layout);
    return layout;
}

} // namespace

FilterChips::FilterChips(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setFixedHeight(40);
    setPageGround(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pageLeft, 0, space::pageRight, 0);
    row->setSpacing(space::one);
    m_choices = part(row);
    m_values = part(row);
    m_adders = part(row);
    row->addStretch(1);
    m_right = part(row);
    m_group->setExclusive(true);
}

void FilterChips::setChoices(const QList<ChipSpec> &choices)
{
    qDeleteAll(m_choiceChips);
    m_choiceChips.clear();
    m_order.clear();
    for (const ChipSpec &spec : choices) {
        auto *chip = new Chip(Chip::Kind::Choice, spec.text, this);
        m_group->addButton(chip);
        m_choices->addWidget(chip);
        m_choiceChips.insert(spec.id, chip);
        m_order.append(spec.id);
        connect(chip, &Chip::clicked, this, [this, id = spec.id] { choose(id, true); });
    }
    if (!m_order.isEmpty())
        choose(m_order.contains(m_chosen) ? m_chosen : m_order.first(), false);
}

void FilterChips::setCount(const QString &id, std::optional<qint64> count, bool estimated)
{
    if (Chip *chip = m_choiceChips.value(id))
        chip->setDetail(count ? countText(*count, estimated) : QString());
}

void FilterChips::setChosen(const QString &id)
{
    choose(id, false);
}

void FilterChips::choose(const QString &id, bool tell)
{
    Chip *chip = m_choiceChips.value(id);
    if (!chip)
        return;
    chip->setChecked(true);
    const bool changed = m_chosen != id;
    m_chosen = id;
    if (changed && tell)
        Q_EMIT chosenChanged(id);
}

void FilterChips::setValue(const QString &id, const QString &name, const QString &value)
{
    Chip *chip = m_valueChips.value(id);
    if (value.isEmpty()) {
        m_valueChips.remove(id);
        if (chip)
            chip->deleteLater();
        if (chip)
            chip->hide();
        return;
    }
    if (!chip) {
        chip = new Chip(Chip::Kind::Value, name, this);
        m_valueChips.insert(id, chip);
        m_values->addWidget(chip);
        connect(chip, &Chip::clicked, this, [this, id] {
            setValue(id, {}, {});
            Q_EMIT valueRemoved(id);
        });
    }
    chip->setToolTip(tr("Remove this filter"));
    chip->setDetail(value);
}

void FilterChips::addAdder(const QString &id, const QString &text, QMenu *menu)
{
    auto *chip = new Chip(Chip::Kind::Adder, text, this);
    m_adders->addWidget(chip);
    m_adderChips.insert(id, chip);
    connect(chip, &Chip::clicked, this, [this, id, chip, menu] {
        if (menu)
            menu->popup(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
        else
            Q_EMIT adderClicked(id);
    });
}

void FilterChips::setAdderVisible(const QString &id, bool visible)
{
    if (Chip *chip = m_adderChips.value(id))
        chip->setVisible(visible);
}

void FilterChips::addRight(QWidget *widget)
{
    m_right->addWidget(widget);
}

void FilterChips::keyPressEvent(QKeyEvent *event)
{
    const bool back = event->key() == Qt::Key_Left;
    if (!back && event->key() != Qt::Key_Right) {
        QWidget::keyPressEvent(event);
        return;
    }
    const qsizetype next = m_order.indexOf(m_chosen) + (back ? -1 : 1);
    if (next < 0 || next >= m_order.size())
        return;
    choose(m_order.at(next), true);
    m_choiceChips.value(m_chosen)->setFocus(Qt::TabFocusReason);
}

} // namespace scrip
