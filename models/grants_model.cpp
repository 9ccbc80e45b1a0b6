// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/grants_model.h"

#include "core/text_rules.h"
#include "models/store_source.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::GrantColumns", text);
}

QString joined(const QString &first, const QString &second)
{
    return second.isEmpty() ? first : QString(first % u" · "_s % second);
}

QString fundingWords(Funding funding)
{
    switch (funding) {
    case Funding::Invoice:
        return words(QT_TRANSLATE_NOOP("scrip::GrantColumns", "invoice"));
    case Funding::External:
        return words(QT_TRANSLATE_NOOP("scrip::GrantColumns", "paid elsewhere"));
    case Funding::None:
        break;
    }
    return {};
}

QString bucketsText(const Grant &grant)
{
    return words(QT_TRANSLATE_NOOP("scrip::GrantColumns", "%1 consumed, %2 available, %3 forfeited"))
        .arg(grant.consumed.toText(), grant.available.toText(), grant.forfeited.toText());
}

/// The field of the grant object by which the database sorts a column; empty: it does not.
QString sortKey(int column)
{
    switch (column) {
    case GrantColumns::Status:
        return u"status"_s;
    case GrantColumns::Organization:
        return u"organization_name"_s;
    case GrantColumns::Origin:
        return u"origin"_s;
    case GrantColumns::Amount:
        return u"amount"_s;
    case GrantColumns::Available:
        return u"available"_s;
    case GrantColumns::Priority:
        return u"priority"_s;
    case GrantColumns::Expires:
        return u"expires_at"_s;
    default:
        return {};
    }
}

} // namespace

QString shownStatusName(const Grant &grant)
{
    return grant.status == GrantStatus::Active && grant.depleted ? u"depleted"_s : grantStatusName(grant.status);
}

QString originText(const Grant &grant)
{
    const QString name = shownText(grant.name);
    switch (grant.origin) {
    case GrantOrigin::Claim:
        return name.isEmpty() ? words(QT_TRANSLATE_NOOP("scrip::GrantColumns", "Claim")) : name;
    case GrantOrigin::Purchase:
        return joined(words(QT_TRANSLATE_NOOP("scrip::GrantColumns", "Purchase")), fundingWords(grant.funding));
    case GrantOrigin::Adopted:
        return joined(words(QT_TRANSLATE_NOOP("scrip::GrantColumns", "Adopted")), name);
    case GrantOrigin::Admin:
        break;
    }
    return joined(words(QT_TRANSLATE_NOOP("scrip::GrantColumns", "Given")), name);
}

QString GrantColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::GrantColumns", "Status"),
        QT_TRANSLATE_NOOP("scrip::GrantColumns", "Organization"),
        QT_TRANSLATE_NOOP("scrip::GrantColumns", "Origin"),
        QT_TRANSLATE_NOOP("scrip::GrantColumns", "Amount"),
        QT_TRANSLATE_NOOP("scrip::GrantColumns", "Used, left, forfeited"),
        QT_TRANSLATE_NOOP("scrip::GrantColumns", "Available"),
        QT_TRANSLATE_NOOP("scrip::GrantColumns", "Prio"),
        QT_TRANSLATE_NOOP("scrip::GrantColumns", "Expires"),
    };
    return words(titles[column]);
}

QString GrantColumns::text(const Grant &grant, int column) const
{
    switch (column) {
    case Status:
        return shownStatusName(grant);
    case Organization:
        return shownText(grant.organizationName);
    case Origin:
        return originText(grant);
    case Amount:
        return grant.amount.toText();
    case Buckets:
        return bucketsText(grant);
    case Available:
        return grant.available.toText();
    case Priority:
        return QString::number(grant.priority);
    case Expires:
        return grant.expiresAt.isValid() ? plainTime(grant.expiresAt.toTimeZone(m_zone))
                                         : words(QT_TRANSLATE_NOOP("scrip::GrantColumns", "never"));
    default:
        return {};
    }
}

QVariant GrantColumns::raw(const Grant &grant, int column) const
{
    switch (column) {
    case Amount:
        return grant.amount.nano();
    case Available:
        return grant.available.nano();
    case Priority:
        return grant.priority;
    case Expires:
        return grant.expiresAt.isValid() ? grant.expiresAt.toTimeZone(m_zone) : QDateTime();
    default:
        return text(grant, column);
    }
}

bool GrantColumns::isFigure(int column) const
{
    return column == Amount || column == Available || column == Priority;
}

GrantsModel::GrantsModel(GrantStore &store, QObject *parent)
    : GrantsModel(std::make_unique<GrantColumns>().release(), store, parent)
{
}

GrantsModel::GrantsModel(GrantColumns *cells, GrantStore &store, QObject *parent)
    : PagedTableModel(std::unique_ptr<GrantColumns>(cells), parent)
    , m_cells(cells)
    , m_store(store)
{
}

void GrantsModel::setZone(const QTimeZone &zone)
{
    m_cells->setZone(zone);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, GrantColumns::Expires), index(rowCount() - 1, GrantColumns::Expires));
}

void GrantsModel::setQuery(const GrantQuery &filter)
{
    m_filter = filter;
    m_started = true;
    restart();
}

GrantQuery GrantsModel::query() const
{
    GrantQuery query = m_filter;
    query.sort = m_sort;
    return query;
}

void GrantsModel::sort(int column, Qt::SortOrder order)
{
    const QString key = sortKey(column);
    const QString wanted = order == Qt::DescendingOrder && !key.isEmpty() ? QString(u'-' + key) : key;
    if ((column >= 0 && key.isEmpty()) || wanted == m_sort)
        return;
    m_sort = wanted;
    if (m_started)
        restart();
}

bool GrantsModel::isSortable(int column)
{
    return !sortKey(column).isEmpty();
}

void GrantsModel::restart()
{
    setSource(std::make_unique<StoreSource<Grant, GrantStore, GrantQuery>>(m_store, query()));
}

} // namespace scrip
