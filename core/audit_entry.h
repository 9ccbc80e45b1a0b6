// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>
#include <QString>

namespace scrip {

/// One row of the audit, as stored.
struct AuditEntry
{
    qint64 id = 0;
    QDateTime at;
    QString login; ///< Who, by the session's login.
    QString as;    ///< Whom the caller claimed to act for; unverified, mostly empty.
    QString action;
    QString objectKind;
    QString objectId;
    QString objectName; ///< What people call it; empty where the database did not say.
    QString reason;
    QJsonValue before;
    QJsonValue after;
    QString requestId;
};

} // namespace scrip
