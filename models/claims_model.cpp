// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/claims_model.h"

#include "core/text_rules.h"
#include "models/store_source.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewPlaceholders = 3;

QString orDash(const QString &text)
{
    return text.isEmpty() ? dash() : shownText(text);
}

QString claimWord(const char *text)
{
    return QCoreApplication::translate("scrip::ClaimColumns", text);
}

/// The field of the claim object by which the database sorts a column; empty: it does not.
QString sortKey(int column)
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
    : ClaimsModel(store, std::make_unique<ClaimColumns>().release(), parent)
{
}

ClaimsModel::ClaimsModel(ClaimStore &store, ClaimColumns *cells, QObject *parent)
    : PagedTableModel(std::unique_ptr<ClaimColumns>(cells), parent)
    , m_store(store)
    , m_cells(cells)
{
}

void ClaimsModel::setZone(const QTimeZone &zone)
{
    if (zone == m_cells->zone())
        return;
    m_cells->setZone(zone);
    Q_EMIT headerDataChanged(Qt::Horizontal, ClaimColumns::At, ClaimColumns::At);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, ClaimColumns::At), index(rowCount() - 1, ClaimColumns::At));
}

void ClaimsModel::setFilter(const ClaimQuery &filter)
{
    m_filter = filter;
    m_started = true;
    restart();
}

ClaimQuery ClaimsModel::query() const
{
    ClaimQuery query = m_filter;
    query.sort = m_sort;
    return query;
}

void ClaimsModel::sort(int column, Qt::SortOrder order)
{
    const QString key = sortKey(column);
    const QString wanted = order == Qt::DescendingOrder && !key.isEmpty() ? QString(u'-' + key) : key;
    if ((column >= 0 && key.isEmpty()) || wanted == m_sort)
        return;
    m_sort = wanted;
    if (m_started)
        restart();
}

bool ClaimsModel::isSortable(int column)
{
    return !sortKey(column).isEmpty();
}

void ClaimsModel::restart()
{
    setSource(std::make_unique<StoreSource<Claim, ClaimStore, ClaimQuery>>(m_store, query()));
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
