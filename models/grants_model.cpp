// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/grants_model.h"

#include "core/text_rules.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int skeletonRows = 16;

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

/// The field of the contract to sort by; empty where there is none.
QString grantSortField(int column)
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
    : ListModel(std::unique_ptr<GrantColumns>(cells), parent)
    , m_cells(cells)
    , m_store(store)
{
    setPlaceholderRows(skeletonRows);
}

void GrantsModel::setQuery(const GrantQuery &query)
{
    const QString order = m_query.sort;
    m_query = query;
    m_query.sort = order;
    m_started = true;
    clearRows();
    reload();
}

void GrantsModel::reload()
{
    ListModel::reload();
    countBy(m_store.count(m_query));
}

bool GrantsModel::isSortable(int column)
{
    return !grantSortField(column).isEmpty();
}

void GrantsModel::sort(int column, Qt::SortOrder order)
{
    const QString field = grantSortField(column);
    const QString wanted = order == Qt::DescendingOrder && !field.isEmpty() ? QString(u'-' % field) : field;
    if ((column >= 0 && field.isEmpty()) || wanted == m_query.sort)
        return;
    m_query.sort = wanted;
    if (m_started)
        setQuery(m_query);
}

void GrantsModel::setZone(const QTimeZone &zone)
{
    m_cells->setZone(zone);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, GrantColumns::Expires), index(rowCount() - 1, GrantColumns::Expires));
}

Answer<Page<Grant>> GrantsModel::ask(const QString &after)
{
    GrantQuery query = m_query;
    query.after = after;
    return m_store.page(query);
}

} // namespace scrip
