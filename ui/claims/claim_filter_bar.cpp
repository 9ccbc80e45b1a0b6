// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claim_filter_bar.h"

#include "core/text_rules.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/date_field.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/search_field.h"

#include <QGridLayout>
#include <QLocale>
#include <QMenu>
#include <QWidgetAction>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestName = 18;
constexpr int searchWidth = 216;
constexpr int dateWidth = 128;

QString shortened(const QString &name)
{
    const QString shown = shownText(name);
    return shown.size() <= longestName ? shown : QString(shown.left(longestName - 1).trimmed() % QChar(0x2026));
}

std::optional<bool> releasedOf(const QString &state)
{
    if (state == u"released")
        return true;
    return state == u"claimed" ? std::optional(false) : std::nullopt;
}

QString stateOf(const std::optional<bool> &released)
{
    if (!released)
        return u"all"_s;
    return *released ? u"released"_s : u"claimed"_s;
}

QString dayText(const QDate &date)
{
    return date.isValid() ? QLocale().toString(date, u"d MMM"_s) : QString();
}

QString clockText(const QTime &time)
{
    return time.toString(u"HH:mm"_s);
}

QString hourText(const QDateTime &moment)
{
    return moment.isValid() ? QString(dayText(moment.date()) % u' ' % clockText(moment.time())) : QString();
}

/// Also of a day that has no midnight, and of no day at all.
bool isDayStart(const QDateTime &moment)
{
    return !moment.isValid() || moment == moment.date().startOfDay(moment.timeZone());
}

} // namespace

ClaimFilterBar::ClaimFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_chips(new FilterChips(this))
    , m_eventMenu(new QMenu(this))
    , m_periodMenu(new QMenu(this))
    , m_search(new SearchField(tr("E-mail or organization…")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_chips);
    m_chips->setChoices({{u"all"_s, tr("All")},
                         {u"claimed"_s, statusPill(u"claimed"_s).text},
                         {u"released"_s, statusPill(u"released"_s).text}});
    m_chips->addAdder(u"event"_s, tr("Event"), m_eventMenu);
    m_chips->addAdder(u"period"_s, tr("Period"), m_periodMenu);
    setSmall(m_search);
    m_search->setFixedWidth(searchWidth);
    m_chips->addRight(m_search);
    buildPeriod();
    connect(m_eventMenu, &QMenu::aboutToShow, this, &ClaimFilterBar::fillEvents);
    connect(m_chips, &FilterChips::valueRemoved, this, &ClaimFilterBar::onRemoved);
    connect(m_chips, &FilterChips::chosenChanged, this, [this](const QString &id) {
        ClaimQuery wanted = m_filter;
        wanted.released = releasedOf(id);
        change(wanted);
    });
    connect(m_search, &SearchField::searchChanged, this, [this](const QString &text) {
        ClaimQuery wanted = m_filter;
        wanted.search = text;
        change(wanted);
    });
}

void ClaimFilterBar::buildPeriod()
{
    const auto addPreset = [this](const QString &text, int days) {
        QAction *entry = m_periodMenu->addAction(text);
        connect(entry, &QAction::triggered, this, [this, days] { choosePeriod(today().addDays(1 - days), today()); });
    };
    addPreset(tr("Today"), 1);
    addPreset(tr("Last 7 days"), 7);
    addPreset(tr("Last 30 days"), 30);
    m_periodMenu->addSeparator();
    auto *box = new QWidget(m_periodMenu);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(space::oneAndHalf, space::half, space::oneAndHalf, space::one);
    m_from = new DateField(box);
    m_from->setAccessibleName(tr("First day"));
    m_from->setPlaceholderText(tr("First day"));
    m_to = new DateField(box);
    m_to->setAccessibleName(tr("Last day"));
    m_to->setPlaceholderText(tr("Last day"));
    QPushButton *apply = makeButton(tr("Show"), ButtonLook::Secondary, box);
    setSmall(apply);
    for (DateField *field : {m_from, m_to}) {
        setSmall(field);
        field->setFixedWidth(dateWidth);
    }
    grid->addWidget(m_from, 0, 0);
    grid->addWidget(m_to, 0, 1);
    grid->addWidget(apply, 0, 2);
    auto *action = new QWidgetAction(m_periodMenu);
    action->setDefaultWidget(box);
    m_periodMenu->addAction(action);
    const auto take = [this] {
        if (!m_from->understood() || !m_to->understood() || (m_from->isEmpty() && m_to->isEmpty()))
            return;
        m_periodMenu->close();
        choosePeriod(m_from->date().value_or(QDate()), m_to->date().value_or(QDate()));
    };
    connect(apply, &QPushButton::clicked, this, take);
    connect(m_from, &QLineEdit::returnPressed, this, take);
    connect(m_to, &QLineEdit::returnPressed, this, take);
}

QDate ClaimFilterBar::today() const
{
    return (m_now.isValid() ? m_now : QDateTime::currentDateTimeUtc()).toTimeZone(m_zone).date();
}

void ClaimFilterBar::choosePeriod(const QDate &first, const QDate &last)
{
    ClaimQuery wanted = m_filter;
    wanted.from = first.isValid() ? first.startOfDay(m_zone).toUTC() : QDateTime();
    // The end is not among them.
    wanted.to = last.isValid() ? last.addDays(1).startOfDay(m_zone).toUTC() : QDateTime();
    change(wanted);
}

void ClaimFilterBar::fillEvents()
{
    m_eventMenu->clear();
    for (const Event &event : std::as_const(m_events)) {
        QAction *entry = m_eventMenu->addAction(shownText(event.name).replace(u'&', u"&&"_s));
        connect(entry, &QAction::triggered, this, [this, id = event.id] {
            ClaimQuery wanted = m_filter;
            wanted.event = id;
            change(wanted);
        });
    }
    if (m_events.isEmpty())
        m_eventMenu->addAction(tr("No event yet"))->setEnabled(false);
}

void ClaimFilterBar::change(const ClaimQuery &filter)
{
    if (filter == m_filter)
        return;
    setFilter(filter);
    Q_EMIT filterChanged(filter);
}

void ClaimFilterBar::setFilter(const ClaimQuery &filter)
{
    m_filter = filter;
    m_chips->setChosen(stateOf(filter.released));
    if (m_search->text().trimmed() != filter.search)
        m_search->setText(filter.search);
    showValues();
}

void ClaimFilterBar::onRemoved(const QString &id)
{
    ClaimQuery wanted = m_filter;
    if (id == u"event"_s)
        wanted.event = {};
    else if (id == u"period"_s)
        wanted.from = {}, wanted.to = {};
    else if (id == u"user"_s)
        wanted.user = {};
    else
        wanted.organization = {};
    change(wanted);
}

QString ClaimFilterBar::periodText() const
{
    const QDateTime from = m_filter.from.isValid() ? m_filter.from.toTimeZone(m_zone) : QDateTime();
    const QDateTime to = m_filter.to.isValid() ? m_filter.to.toTimeZone(m_zone) : QDateTime();
    if (!from.isValid() && !to.isValid())
        return {};
    const bool days = isDayStart(from) && isDayStart(to);
    const QString first = days ? dayText(from.date()) : hourText(from);
    // Whole days are told by the last one that is in; hours by the moment they end.
    const QString last = days ? dayText(to.date().addDays(-1)) : hourText(to);
    if (!to.isValid())
        return tr("from %1").arg(first);
    if (!from.isValid())
        return tr("until %1").arg(last);
    if (!days && from.date() == to.date())
        return QString(first % u"–"_s % clockText(to.time()));
    return first == last ? first : QString(first % u"–"_s % last);
}

void ClaimFilterBar::showValues()
{
    QString event;
    for (const Event &one : std::as_const(m_events))
        event = one.id == m_filter.event ? one.name : event;
    // A name not known (yet) is no reason to hide that there is a filter.
    if (!m_filter.event.isNull() && event.isEmpty())
        event = m_filter.event.toText().left(8);
    const auto named = [](const auto &id, const QString &name) {
        return id.isNull() ? QString() : shortened(name.isEmpty() ? id.toText().left(8) : name);
    };
    const QString period = periodText();
    m_chips->setValue(u"event"_s, tr("Event"), shortened(event));
    m_chips->setValue(u"period"_s, tr("Period"), period);
    m_chips->setValue(u"user"_s, tr("User"), named(m_filter.user, m_userName));
    m_chips->setValue(u"organization"_s, tr("Organization"), named(m_filter.organization, m_organizationName));
    m_chips->setAdderVisible(u"event"_s, event.isEmpty());
    m_chips->setAdderVisible(u"period"_s, period.isEmpty());
}

void ClaimFilterBar::setEvents(const QList<Event> &events)
{
    m_events = events;
    showValues();
}

void ClaimFilterBar::setNames(const QString &user, const QString &organization)
{
    m_userName = user;
    m_organizationName = organization;
    showValues();
}

void ClaimFilterBar::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_zone = zone;
    m_now = now;
    showValues();
}

} // namespace scrip
