// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_stores.h"
#include "models/samples.h"

#include <QJsonObject>

namespace scrip::testing {

/// Row number `id` of the audit: a pause of the sample event by mara, `id` minutes before the session's now.
inline AuditEntry sampleAudit(int id)
{
    AuditEntry entry;
    entry.id = id;
    entry.at = sampleTime(QStringLiteral("2026-11-21T06:32:00Z")).addSecs(-60 * id);
    entry.login = QStringLiteral("mara.lindqvist");
    entry.action = QStringLiteral("pause_event");
    entry.objectKind = QStringLiteral("event");
    entry.objectId = sampleId<EventId>(1).toText();
    entry.reason = QStringLiteral("Codes were posted in public");
    entry.before = QJsonObject{{QStringLiteral("status"), QStringLiteral("active")}, {QStringLiteral("version"), 3}};
    entry.after = QJsonObject{{QStringLiteral("status"), QStringLiteral("paused")}, {QStringLiteral("version"), 4}};
    entry.requestId = QStringLiteral("0190f3aa-1");
    return entry;
}

/// An audit held in memory, newest first. Answers at once, unless `verifies` says how; `fails` makes every answer a
/// lost connection. Everything else of the port refuses.
class FakeAudit : public Administration
{
public:
    QList<AuditEntry> entries;
    QList<AuditQuery> asked;
    AuditVerdict verdict;
    AuditAnchor anchor;
    std::function<Answer<AuditVerdict>()> verifies;
    int pageSize = 200;
    bool fails = false;
    bool exact = true; ///< Counts are.
    int counted = 0;   ///< Questions for a count.

    Answer<Page<AuditEntry>> audit(const AuditQuery &query) override
    {
        asked.append(query);
        const QList<AuditEntry> found = matching(query);
        const qsizetype from = query.after.toInt();
        Page<AuditEntry> page{found.mid(from, pageSize), {}};
        if (from + pageSize < found.size())
            page.next = QString::number(from + pageSize);
        return orGone(fails, page);
    }
    Answer<RowCount> auditCount(const AuditQuery &query) override
    {
        ++counted;
        return orGone(fails, RowCount{matching(query).size(), exact});
    }
    [[nodiscard]] QList<AuditEntry> matching(const AuditQuery &query) const
    {
        QList<AuditEntry> found;
        for (const AuditEntry &entry : std::as_const(entries)) {
            const QString whole = entry.objectKind + u':' + entry.objectId;
            const bool fits = (query.actor.isEmpty() || entry.login == query.actor) &&
                              (query.object.isEmpty() || query.object == entry.objectKind ||
                               query.object == entry.objectId || query.object == whole) &&
                              (!query.from.isValid() || entry.at >= query.from);
            if (fits)
                found.append(entry);
        }
        return found;
    }
    Answer<AuditVerdict> verifyAudit(const std::optional<AuditAnchor> &) override
    {
        return verifies ? verifies() : orGone(fails, verdict);
    }
    Answer<AuditAnchor> auditAnchor() override { return orGone(fails, anchor); }

    Answer<Session> session() override { return notHere<Session>(); }
    Answer<QList<Setting>> settings() override { return notHere<QList<Setting>>(); }
    Answer<Setting> setting(const QString &) override { return notHere<Setting>(); }
    Answer<Written<Setting>> setSetting(const QString &, const QString &, const WriteContext &) override
    {
        return notHere<Written<Setting>>();
    }
    Answer<QList<LoginRoles>> roles() override { return notHere<QList<LoginRoles>>(); }
    Answer<Written<LoginRoles>> grantRole(const QString &, const QString &, const WriteContext &) override
    {
        return notHere<Written<LoginRoles>>();
    }
    Answer<Written<LoginRoles>> revokeRole(const QString &, const QString &, const WriteContext &) override
    {
        return notHere<Written<LoginRoles>>();
    }
    Answer<Written<LockedUser>> lockUser(const QString &, const WriteContext &) override
    {
        return notHere<Written<LockedUser>>();
    }
    Answer<Written<QDateTime>> unlock(int, const WriteContext &) override { return notHere<Written<QDateTime>>(); }
    Answer<Written<QDateTime>> lock(const WriteContext &) override { return notHere<Written<QDateTime>>(); }
    Answer<Diagnosis> diagnose(bool) override { return notHere<Diagnosis>(); }

private:
    template <typename T> static Answer<T> notHere()
    {
        return answered<T>(Failure::named(QStringLiteral("not_permitted"), QStringLiteral("not in this test")));
    }
};

} // namespace scrip::testing
