// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/claims_model.h"

#include "core/text_rules.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int placeholders = 24;
constexpr int fewPlaceholders = 3;

QString orDash(const QString &text)
{
    return text.isEmpty() ? dash() : shownText(text);
}

QString claimWord(const char *text)
{
    return QCoreApplication::translate("scrip::ClaimColumns", text);
}

/// "UTC+8", as it is now.
QString offsetText(const QTimeZone &zone)
{
    const int minutes = zone.offsetFromUtc(QDateTime::currentDateTimeUtc()) / 60;
    QString text = u"UTC"_s;
    if (minutes != 0)
        text += (minutes > 0 ? u"+"_s : QString(QChar(0x2212))) % QString::number(std::abs(minutes) / 60);
    return minutes % 60 == 0 ? text : QString(text % u':' % QString::number(std::abs(minutes) % 60));
}

/// The field of the contract to sort by; empty where there is none.
QString claimSortField(int column)
{
    switch (column) {
    case ClaimColumns::At:
        return u"claimed_at"_s;
    case ClaimColumns::EventName:
        return u"event_name"_s;
    case ClaimColumns::User:
        return u"email"_s;
    case ClaimColumns::Organization:
        return u"organization_name"_s;
    case ClaimColumns::Amount:
        return u"amount"_s;
    case ClaimColumns::GrantState:
        return u"grant_status"_s;
    case ClaimColumns::State:
        return u"released_at"_s;
    default:
        return {};
    }
}

} // namespace

QString claimStateName(const Claim &claim)
{
    return claim.releasedAt.isValid() ? u"released"_s : u"claimed"_s;
}

QString ClaimColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::ClaimColumns", "Claimed, %1"),  QT_TRANSLATE_NOOP("scrip::ClaimColumns", "Event"),
        QT_TRANSLATE_NOOP("scrip::ClaimColumns", "Code"),         QT_TRANSLATE_NOOP("scrip::ClaimColumns", "User"),
        QT_TRANSLATE_NOOP("scrip::ClaimColumns", "Organization"), QT_TRANSLATE_NOOP("scrip::ClaimColumns", "Credit"),
        QT_TRANSLATE_NOOP("scrip::ClaimColumns", "Grant"),        QT_TRANSLATE_NOOP("scrip::ClaimColumns", "State"),
    };
    const QString title = claimWord(titles[column]);
    return column == At ? title.arg(offsetText(zone())) : title;
}

QString ClaimColumns::text(const Claim &claim, int column) const
{
    switch (column) {
    case At:
        return timeText(claim.claimedAt);
    case EventName:
        return orDash(claim.eventName);
    case Code:
        return orDash(claim.code);
    case User:
        return claim.email.isEmpty() && !claim.userId.isNull() ? claim.userId.toText() : orDash(claim.email);
    case Organization:
        return orDash(claim.organizationName);
    case Amount:
        return claim.amount.toText();
    case GrantState:
        return claim.grantStatus ? grantStatusName(*claim.grantStatus) : dash();
    case State:
        return claimStateName(claim);
    default:
        return {};
    }
}

QVariant ClaimColumns::raw(const Claim &claim, int column) const
{
    if (column == At)
        return zoned(claim.claimedAt);
    return column == Amount ? QVariant(claim.amount.nano()) : QVariant(text(claim, column));
}

ClaimsModel::ClaimsModel(ClaimStore &store, QObject *parent)
    : SourcedList(std::make_unique<ClaimColumns>(), parent)
    , m_store(store)
{
    setPlaceholderRows(placeholders);
}

void ClaimsModel::setFilter(const ClaimQuery &filter)
{
    const QString order = m_filter.sort;
    m_filter = filter;
    m_filter.sort = order;
    m_started = true;
    setSource([this](const QString &after) {
        ClaimQuery query = m_filter;
        query.after = after;
        return m_store.page(query);
    });
}

void ClaimsModel::reload()
{
    SourcedList::reload();
    if (m_started)
        countBy(m_store.count(m_filter));
}

bool ClaimsModel::isSortable(int column)
{
    return !claimSortField(column).isEmpty();
}

void ClaimsModel::sort(int column, Qt::SortOrder order)
{
    const QString field = claimSortField(column);
    const QString wanted = order == Qt::DescendingOrder && !field.isEmpty() ? QString(u'-' % field) : field;
    if ((column >= 0 && field.isEmpty()) || wanted == m_filter.sort)
        return;
    m_filter.sort = wanted;
    if (m_started)
        setFilter(m_filter);
}

QString AttemptColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::AttemptColumns", "When"),
        QT_TRANSLATE_NOOP("scrip::AttemptColumns", "Outcome"),
        QT_TRANSLATE_NOOP("scrip::AttemptColumns", "By"),
    };
    return QCoreApplication::translate("scrip::AttemptColumns", titles[column]);
}

QString AttemptColumns::text(const Attempt &attempt, int column) const
{
    switch (column) {
    case At:
        return timeText(attempt.at);
    case Outcome:
        return attempt.outcome;
    case Who:
        return attempt.as.isEmpty() ? shownText(attempt.login)
                                    : QCoreApplication::translate("scrip::AttemptColumns", "%1 as %2")
                                          .arg(shownText(attempt.login), shownText(attempt.as));
    default:
        return {};
    }
}

QVariant AttemptColumns::raw(const Attempt &attempt, int column) const
{
    return column == At ? QVariant(zoned(attempt.at)) : QVariant(text(attempt, column));
}

AttemptsModel::AttemptsModel(ClaimStore &store, QObject *parent)
    : SourcedList(std::make_unique<AttemptColumns>(), parent)
    , m_store(store)
{
    setPlaceholderRows(fewPlaceholders);
}

void AttemptsModel::setSubject(const EventId &event, const UserId &user)
{
    setSource([this, event, user](const QString &after) {
        AttemptQuery query;
        query.event = event;
        query.user = user;
        query.after = after;
        return m_store.attempts(query);
    });
}

} // namespace scrip
