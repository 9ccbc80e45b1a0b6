// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/change_feed.h"

using namespace Qt::StringLiterals;

namespace scrip {

Result<Change> ChangeFeed::ask(Connection &connection)
{
    const Result<Rows> rows = connection.run(Statement::call("scrip.changes", m_snapshot));
    if (!rows)
        return rows.failure();
    const auto answer = rows->single<QJsonObject>();
    const Change change = m_snapshot.isNull() ? Change{} : changeOf(answer);
    m_snapshot = answer["snapshot"_L1].toString();
    m_claims = answer["claims"_L1].toInteger();
    m_roles = answer["roles"_L1];
    return change;
}

void ChangeFeed::forget()
{
    m_snapshot = QString();
}

Change ChangeFeed::changeOf(const QJsonObject &answer) const
{
    Change change;
    change.everything = answer["more"_L1].toBool();
    const QJsonArray changes = answer["changes"_L1].toArray();
    for (const QJsonValue &item : changes) {
        change.kinds << item["kind"_L1].toString();
        if (const QString id = item["id"_L1].toString(); !id.isEmpty())
            change.ids << id;
    }
    if (change.kinds.contains(u"login"_s) || answer["roles"_L1] != m_roles)
        change.kinds << u"role"_s;
    if (answer["claims"_L1].toInteger() != m_claims)
        change.kinds << u"claims"_s;
    return change;
}

} // namespace scrip
