// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_filter_bar.h"

#include "core/text_rules.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/pill.h"

#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr GrantOrigin origins[] = {GrantOrigin::Claim, GrantOrigin::Admin, GrantOrigin::Purchase,
                                   GrantOrigin::Adopted};
constexpr int nameWidth = 200;
constexpr int longestName = 18;

QString shortened(const QString &name)
{
    return name.size() <= longestName ? name : QString(name.left(longestName - 1).trimmed() % QChar(0x2026));
}

QString entryText(const QString &name)
{
    return QString(shownText(name)).replace(u'&', u"&&"_s);
}

QString allStates()
{
    return u"all"_s;
}

QString stateId(const GrantQuery &filter)
{
    if (filter.depleted)
        return u"depleted"_s;
    return filter.status ? grantStatusName(*filter.status) : allStates();
}

QString originWords(GrantOrigin origin)
{
    switch (origin) {
    case GrantOrigin::Claim:
        return GrantFilterBar::tr("Claim");
    case GrantOrigin::Purchase:
        return GrantFilterBar::tr("Purchase");
    case GrantOrigin::Adopted:
        return GrantFilterBar::tr("Adopted");
    case GrantOrigin::Admin:
        break;
    }
    return GrantFilterBar::tr("Given");
}

/// A name not known (yet) is no reason to hide that there is a filter.
template <typename Id> QString nameOrId(const QString &name, const Id &id)
{
    return name.isEmpty() && !id.isNull() ? id.toText().left(8) : name;
}

} // namespace

bool sameFilter(const GrantQuery &a, const GrantQuery &b)
{
    return a.organization == b.organization && a.event == b.event && a.status == b.status &&
           a.depleted == b.depleted && a.origin == b.origin && a.search == b.search;
}

GrantFilterBar::GrantFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_chips(new FilterChips(this))
    , m_originMenu(new QMenu(this))
    , m_eventMenu(new QMenu(this))
    , m_nameMenu(new QMenu(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_chips);
    QList<ChipSpec> choices{{allStates(), tr("All")}};
    for (const QString &state : {u"active"_s, u"pending"_s, u"depleted"_s, u"expired"_s, u"voided"_s})
        choices.append({state, statusPill(state).text});
    m_chips->setChoices(choices);
    buildOrigins();
    buildName();
    connect(m_eventMenu, &QMenu::aboutToShow, this, &GrantFilterBar::fillEvents);
    m_chips->addAdder(u"origin"_s, tr("Origin"), m_originMenu);
    m_chips->addAdder(u"event"_s, tr("Event"), m_eventMenu);
    m_chips->addAdder(u"name"_s, tr("Name"), m_nameMenu);
    connect(m_chips, &FilterChips::chosenChanged, this, &GrantFilterBar::choose);
    connect(m_chips, &FilterChips::valueRemoved, this, &GrantFilterBar::onRemoved);
}

void GrantFilterBar::buildOrigins()
{
    for (const GrantOrigin origin : origins) {
        connect(m_originMenu->addAction(originWords(origin)), &QAction::triggered, this, [this, origin] {
            GrantQuery wanted = m_filter;
            wanted.origin = origin;
            change(wanted);
        });
    }
}

void GrantFilterBar::buildName()
{
    auto *box = new QWidget(m_nameMenu);
    auto *row = new QVBoxLayout(box);
    row->setContentsMargins(space::one, space::half, space::one, space::half);
    m_name = new QLineEdit(box);
    m_name->setFixedWidth(nameWidth);
    m_name->setPlaceholderText(tr("Part of the name…"));
    m_name->setAccessibleName(tr("Part of the grant's name"));
    row->addWidget(m_name);
    auto *action = new QWidgetAction(m_nameMenu);
    action->setDefaultWidget(box);
    m_nameMenu->addAction(action);
    connect(m_nameMenu, &QMenu::aboutToShow, m_name, [this] {
        m_name->setText(m_filter.search);
        m_name->selectAll();
        m_name->setFocus(Qt::PopupFocusReason);
    });
    connect(m_name, &QLineEdit::returnPressed, this, [this] {
        GrantQuery wanted = m_filter;
        wanted.search = m_name->text().trimmed();
        m_nameMenu->close();
        change(wanted);
    });
}

void GrantFilterBar::openName()
{
    m_nameMenu->popup(mapToGlobal(QPoint(space::pageLeft, height())));
}

void GrantFilterBar::fillEvents()
{
    m_eventMenu->clear();
    for (const Event &event : std::as_const(m_events)) {
        connect(m_eventMenu->addAction(entryText(event.name)), &QAction::triggered, this, [this, id = event.id] {
            GrantQuery wanted = m_filter;
            wanted.event = id;
            change(wanted);
        });
    }
    if (m_events.isEmpty())
        m_eventMenu->addAction(tr("No event yet"))->setEnabled(false);
}

void GrantFilterBar::choose(const QString &id)
{
    GrantQuery wanted = m_filter;
    wanted.depleted = id == u"depleted"_s;
    wanted.status = grantStatusFromName(id);
    change(wanted);
}

void GrantFilterBar::change(const GrantQuery &filter)
{
    if (sameFilter(filter, m_filter))
        return;
    setFilter(filter);
    Q_EMIT filterChanged(filter);
}

void GrantFilterBar::setFilter(const GrantQuery &filter)
{
    if (filter.organization != m_filter.organization)
        m_organizationName.clear();
    m_filter = filter;
    m_chips->setChosen(stateId(filter));
    showValues();
}

void GrantFilterBar::onRemoved(const QString &id)
{
    GrantQuery wanted = m_filter;
    if (id == u"event"_s)
        wanted.event = {};
    else if (id == u"origin"_s)
        wanted.origin.reset();
    else if (id == u"organization"_s)
        wanted.organization = {};
    else
        wanted.search.clear();
    change(wanted);
}

QString GrantFilterBar::eventName(const EventId &id) const
{
    for (const Event &event : m_events) {
        if (event.id == id)
            return event.name;
    }
    return {};
}

void GrantFilterBar::showValues()
{
    const QString event = shownText(nameOrId(eventName(m_filter.event), m_filter.event));
    const QString organization = nameOrId(m_organizationName, m_filter.organization);
    m_chips->setValue(u"origin"_s, tr("Origin"), m_filter.origin ? originWords(*m_filter.origin) : QString());
    m_chips->setValue(u"event"_s, tr("Event"), shortened(event));
    m_chips->setValue(u"organization"_s, tr("Organization"), shortened(shownText(organization)));
    m_chips->setValue(u"name"_s, tr("Name"), shortened(m_filter.search));
    m_chips->setAdderVisible(u"origin"_s, !m_filter.origin);
    m_chips->setAdderVisible(u"event"_s, event.isEmpty());
    m_chips->setAdderVisible(u"name"_s, m_filter.search.isEmpty());
}

void GrantFilterBar::setEvents(const QList<Event> &events)
{
    m_events = events;
    showValues();
}

void GrantFilterBar::setOrganizationName(const QString &name)
{
    m_organizationName = name;
    showValues();
}

} // namespace scrip
