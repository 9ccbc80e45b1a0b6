// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/details_tab.h"

#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/relative_time.h"

#include <QGridLayout>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

const QString exposureName = u"exposure"_s;
const QString createdName = u"created"_s;
const QString updatedName = u"updated"_s;
const QString idName = u"id"_s;

QString nameOf(EventField field)
{
    return fieldName(field);
}

} // namespace

DetailsTab::DetailsTab(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Details"));
    auto *ground = new QWidget;
    setPageGround(ground);
    setPageGround(viewport());
    auto *row = new QHBoxLayout(ground);
    row->setContentsMargins(space::pageLeft, space::oneAndHalf, space::pageRight, space::two);
    row->setSpacing(space::three);
    addGroup(row, tr("Two clocks"),
             {nameOf(EventField::StartsAt), nameOf(EventField::ClaimDeadline), nameOf(EventField::CreditExpiresAt),
              nameOf(EventField::TimeZone)},
             5);
    addGroup(row, tr("Money and limits"),
             {nameOf(EventField::Amount), nameOf(EventField::MaxClaims), exposureName, nameOf(EventField::Budget),
              nameOf(EventField::MaxPerOrganization), nameOf(EventField::MaxPerDomain)},
             4);
    addGroup(row, tr("About it"),
             {nameOf(EventField::ClaimUrl), nameOf(EventField::Tags), nameOf(EventField::Description),
              nameOf(EventField::Notes), createdName, updatedName, idName},
             6);
    setWidget(ground);
}

void DetailsTab::addGroup(QBoxLayout *row, const QString &title, const QStringList &names, int stretch)
{
    static const QHash<QString, QString> others{{exposureName, tr("Exposure")},
                                                {createdName, tr("Created")},
                                                {updatedName, tr("Last change")},
                                                {idName, tr("Id")}};
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::oneAndHalf);
    grid->setVerticalSpacing(space::half);
    grid->setColumnMinimumWidth(0, 104);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new Label(title, Type::Strong), 0, 0, 1, 2);
    for (const QString &name : names) {
        const int at = grid->rowCount();
        Entry entry{new Label, Label::muted({}, Type::Caption)};
        entry.text->setWordWrap(true);
        entry.text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        entry.text->setFocusPolicy(Qt::NoFocus);
        if (name == nameOf(EventField::ClaimUrl) || name == idName)
            entry.text->setFont(codeFont());
        entry.second->hide();
        grid->addWidget(Label::muted(others.value(name, fieldLabel(name))), at, 0, Qt::AlignTop);
        grid->addWidget(entry.text, at, 1);
        grid->addWidget(entry.second, at + 1, 1);
        m_entries.insert(name, entry);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    row->addLayout(grid, stretch);
}

void DetailsTab::set(const QString &name, const QString &text, const QString &second)
{
    const auto found = m_entries.constFind(name);
    if (found == m_entries.cend())
        return;
    const Entry &entry = *found;
    entry.text->setText(text);
    entry.second->setText(second);
    entry.second->setVisible(!second.isEmpty());
}

QString DetailsTab::textOf(const QString &name) const
{
    const auto found = m_entries.constFind(name);
    if (found == m_entries.cend())
        return {};
    const Entry &entry = *found;
    return entry.second->text().isEmpty() ? entry.text->text()
                                          : QString(entry.text->text() % u'\n' % entry.second->text());
}

void DetailsTab::setEvent(const Event &event, const QDateTime &now)
{
    const EventDraft draft = EventDraft::of(event);
    for (const EventField field : enteredFields())
        set(nameOf(field), fieldText(draft, field));
    const QTimeZone zone = zoneOrUtc(event.timeZone);
    const auto clock = [&](EventField field, const QDateTime &time, bool deadline) {
        if (!time.isValid())
            return;
        const QString utc = tr("%1 UTC").arg(momentIn(QTimeZone::utc(), time));
        const QString far = relativeText(time, now, deadline);
        set(nameOf(field), tr("%1 %2").arg(momentIn(zone, time), cityOf(zone)), QString(utc % u" · "_s % far));
    };
    clock(EventField::StartsAt, event.startsAt, false);
    clock(EventField::ClaimDeadline, event.claimDeadline, true);
    clock(EventField::CreditExpiresAt, event.creditExpiresAt, false);
    if (!event.claimDeadline.isValid())
        set(nameOf(EventField::ClaimDeadline), tr("as long as the credit lasts"));
    set(exposureName, moneyText(event.exposure));
    set(createdName, tr("%1 %2, %3").arg(momentIn(zone, event.createdAt), cityOf(zone), shownText(event.createdBy)));
    set(updatedName, tr("%1 %2, version %3").arg(momentIn(zone, event.updatedAt), cityOf(zone)).arg(event.version));
    set(idName, event.id.toText());
}

} // namespace scrip
