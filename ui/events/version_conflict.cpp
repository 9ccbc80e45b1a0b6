// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/version_conflict.h"

#include "ui/events/event_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace scrip {

VersionConflict::VersionConflict(const EventDraft &base, const EventDraft &yours, const Event &theirs,
                                 QWidget *parent)
    : QWidget(parent)
    , m_yours(yours)
    , m_theirs(EventDraft::of(theirs))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::oneAndHalf);
    auto *buttons = new QHBoxLayout;
    QPushButton *mine = makeButton(tr("All of yours"), ButtonLook::Secondary);
    QPushButton *others = makeButton(tr("All of theirs"), ButtonLook::Secondary);
    connect(mine, &QPushButton::clicked, this, [this] { chooseAll(true); });
    connect(others, &QPushButton::clicked, this, [this] { chooseAll(false); });
    buttons->addWidget(mine);
    buttons->addWidget(others);
    buttons->addStretch(1);
    column->addLayout(buttons);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::two);
    grid->setVerticalSpacing(space::one);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    column->addLayout(grid);
    column->addStretch(1);
    addHead(grid);
    const EventFields differing = changedFields(m_yours, m_theirs);
    for (const EventField field : enteredFields()) {
        if (differing.testFlag(field))
            addRow(grid, field, base);
    }
}

void VersionConflict::addHead(QGridLayout *grid)
{
    const QStringList titles{tr("Field"), tr("Yours"), tr("Theirs, now in the database"), tr("Keep")};
    for (int i = 0; i < titles.size(); ++i)
        grid->addWidget(Label::muted(titles.at(i), Type::Caption), 0, i);
    grid->addWidget(new Line, 1, 0, 1, 4);
}

void VersionConflict::addRow(QGridLayout *grid, EventField field, const EventDraft &base)
{
    const int row = grid->rowCount();
    grid->addWidget(new Label(fieldLabel(fieldName(field)), Type::Strong), row, 0);
    const EventDraft *versions[] = {&m_yours, &m_theirs};
    for (int i = 0; i < 2; ++i) {
        auto *text = new Label(fieldText(*versions[i], field));
        text->setElided();
        text->setMaximumWidth(260);
        grid->addWidget(text, row, 1 + i);
    }
    auto *choice = new Segments({tr("Yours"), tr("Theirs")});
    choice->setAccessibleName(tr("%1: which one to keep").arg(fieldLabel(fieldName(field))));
    // What only one of the two touched is theirs to decide.
    choice->setCurrent(changedFields(base, m_yours).testFlag(field) ? 0 : 1);
    connect(choice, &Segments::currentChanged, this, &VersionConflict::choiceChanged);
    grid->addWidget(choice, row, 3);
    m_rows << Row{field, choice};
}

void VersionConflict::chooseAll(bool yours)
{
    for (const Row &row : std::as_const(m_rows))
        row.choice->setCurrent(yours ? 0 : 1);
    Q_EMIT choiceChanged();
}

void VersionConflict::focusFirstChoice()
{
    if (!m_rows.isEmpty())
        m_rows.first().choice->focusCurrent();
}

Segments *VersionConflict::choiceOf(EventField field) const
{
    for (const Row &row : m_rows) {
        if (row.field == field)
            return row.choice;
    }
    return nullptr;
}

EventDraft VersionConflict::merged() const
{
    EventFields yours;
    for (const Row &row : m_rows)
        yours.setFlag(row.field, row.choice->current() == 0);
    return withFields(m_theirs, m_yours, yours);
}

EventDraft withFields(const EventDraft &onto, const EventDraft &from, EventFields fields)
{
    EventDraft draft = onto;
    const auto take = [&](EventField field, auto EventDraft::*member) {
        if (fields.testFlag(field))
            draft.*member = from.*member;
    };
    take(EventField::Name, &EventDraft::name);
    take(EventField::Description, &EventDraft::description);
    take(EventField::Amount, &EventDraft::amount);
    take(EventField::MaxClaims, &EventDraft::maxClaims);
    take(EventField::StartsAt, &EventDraft::startsAt);
    take(EventField::ClaimDeadline, &EventDraft::claimDeadline);
    take(EventField::CreditExpiresAt, &EventDraft::creditExpiresAt);
    take(EventField::TimeZone, &EventDraft::timeZone);
    take(EventField::ClaimUrl, &EventDraft::claimUrl);
    take(EventField::MaxPerOrganization, &EventDraft::maxPerOrganization);
    take(EventField::MaxPerDomain, &EventDraft::maxPerDomain);
    take(EventField::Budget, &EventDraft::budget);
    take(EventField::Tags, &EventDraft::tags);
    take(EventField::Notes, &EventDraft::notes);
    take(EventField::Paused, &EventDraft::paused);
    return draft;
}

} // namespace scrip
