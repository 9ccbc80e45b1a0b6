// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/stores.h"
#include "ui/events/fake_event_store.h"

#include <QTimeZone>

namespace scrip::testing {

/// A connection that does what it is told.
class FakeMonitor : public ConnectionMonitor
{
public:
    FakeMonitor();

    [[nodiscard]] ConnectionState state() const override { return now; }
    [[nodiscard]] Failure lastFailure() const override { return {}; }
    [[nodiscard]] const Session &session() const override { return who; }
    [[nodiscard]] QString target() const override { return QStringLiteral("sandbox"); }
    void retry() override {}
    void setWatching(bool) override {}

    void go(ConnectionState state);
    void be(const QStringList &roles);
    void tell(const QString &kind);

    ConnectionState now = ConnectionState::Connected;
    Session who;
};

/// Batches of a list; minting answers at once.
class FakeBatchStore : public BatchStore
{
public:
    QList<Batch> batches;
    QList<MintRequest> minted;
    QStringList keys;
    QList<Batch> finished;
    FakeAnswers finishing;
    std::optional<Failure> finishFails;
    bool readsFail = false;

    Answer<Written<Batch>> mint(const MintRequest &request, const WriteContext &context,
                                const JobControlPtr &control) override;
    Answer<Written<Batch>> finish(const Batch &batch, const WriteContext &context,
                                  const JobControlPtr &control) override;
    Answer<Batch> batch(const BatchId &id) override;
    Answer<Page<Batch>> page(const BatchQuery &query) override;
    Answer<BatchId> resolve(const QString &text) override;
    Answer<Written<PrintRecord>> recordPrint(const PrintRecord &record, const WriteContext &context) override;
    Answer<QList<PrintRecord>> prints(const BatchId &id) override;
    Answer<PrintRecord> printByHash(const QString &sheetHash) override;

    Batch &add(const EventId &event, int number, qint64 count);
};

/// Settings alone; everything else is refused.
class FakeAdministration : public Administration
{
public:
    QString approvalThreshold;

    Answer<Session> session() override;
    Answer<QList<Setting>> settings() override;
    Answer<Setting> setting(const QString &name) override;
    Answer<Written<Setting>> setSetting(const QString &name, const QString &value,
                                        const WriteContext &context) override;
    Answer<QList<LoginRoles>> roles() override;
    Answer<Written<LoginRoles>> grantRole(const QString &login, const QString &role,
                                          const WriteContext &context) override;
    Answer<Written<LoginRoles>> revokeRole(const QString &login, const QString &role,
                                           const WriteContext &context) override;
    Answer<Written<LockedUser>> lockUser(const QString &login, const WriteContext &context) override;
    Answer<Written<QDateTime>> unlock(int seconds, const WriteContext &context) override;
    Answer<Written<QDateTime>> lock(const WriteContext &context) override;
    Answer<Page<AuditEntry>> audit(const AuditQuery &query) override;
    Answer<RowCount> auditCount(const AuditQuery &query) override;
    Answer<AuditVerdict> verifyAudit(const std::optional<AuditAnchor> &anchor) override;
    Answer<AuditAnchor> auditAnchor() override;
    Answer<Diagnosis> diagnose(bool quick) override;
};

using namespace Qt::StringLiterals;

inline Failure notHere()
{
    return Failure::named(u"not_permitted"_s, u"Not in this test."_s);
}

inline FakeMonitor::FakeMonitor()
{
    who.login = u"mara"_s;
    who.roles = {u"admin"_s};
    who.now = QDateTime({2026, 11, 21}, {6, 32, 7}, QTimeZone::utc());
    who.meteringCurrency = Currency(u"USD"_s);
    who.defaultPrefix = u"NEAR"_s;
    who.timeZone = u"Asia/Singapore"_s;
    who.sandbox = true;
}

inline void FakeMonitor::go(ConnectionState state)
{
    now = state;
    Q_EMIT stateChanged(state);
}

inline void FakeMonitor::be(const QStringList &roles)
{
    who.roles = roles;
    Q_EMIT sessionChanged(who);
}

inline void FakeMonitor::tell(const QString &kind)
{
    Change change;
    change.kinds = {kind};
    Q_EMIT changed(change);
}

inline Batch &FakeBatchStore::add(const EventId &event, int number, qint64 count)
{
    Batch batch;
    batch.id = BatchId(QUuid::createUuid());
    batch.eventId = event;
    batch.number = number;
    batch.prefix = u"NEAR"_s;
    batch.requested = count;
    batch.count = count;
    batch.state = BatchState::Complete;
    batch.createdAt = QDateTime({2026, 11, 2}, {8, 0}, QTimeZone::utc());
    batch.createdBy = u"mara"_s;
    batch.codes.total = count;
    batches.append(batch);
    return batches.last();
}

inline Answer<Written<Batch>> FakeBatchStore::mint(const MintRequest &request, const WriteContext &context,
                                                   const JobControlPtr &control)
{
    minted.append(request);
    keys.append(context.key);
    control->report(request.count, request.count);
    return answered<Written<Batch>>(
        Written<Batch>{add(request.event, int(batches.size()) + 1, request.count), false});
}

inline Answer<Written<Batch>> FakeBatchStore::finish(const Batch &batch, const WriteContext &,
                                                     const JobControlPtr &control)
{
    finished.append(batch);
    if (finishFails)
        return finishing.give<Written<Batch>>(*finishFails);
    for (Batch &one : batches) {
        if (one.id != batch.id)
            continue;
        one.count = one.requested;
        one.state = BatchState::Complete;
        one.key.clear();
        control->report(one.count, one.requested);
        return finishing.give<Written<Batch>>(Written<Batch>{one, false});
    }
    return answered<Written<Batch>>(notHere());
}

inline Answer<Batch> FakeBatchStore::batch(const BatchId &)
{
    return answered<Batch>(notHere());
}

inline Answer<Page<Batch>> FakeBatchStore::page(const BatchQuery &query)
{
    if (readsFail)
        return answered<Page<Batch>>(Failure::named(u"connection_failed"_s, u"The server does not answer."_s));
    Page<Batch> page;
    for (const Batch &batch : std::as_const(batches)) {
        if (query.event.isNull() || batch.eventId == query.event)
            page.items.append(batch);
    }
    return answered<Page<Batch>>(page);
}

inline Answer<BatchId> FakeBatchStore::resolve(const QString &)
{
    return answered<BatchId>(notHere());
}

inline Answer<Written<PrintRecord>> FakeBatchStore::recordPrint(const PrintRecord &, const WriteContext &)
{
    return answered<Written<PrintRecord>>(notHere());
}

inline Answer<QList<PrintRecord>> FakeBatchStore::prints(const BatchId &)
{
    return answered<QList<PrintRecord>>(notHere());
}

inline Answer<PrintRecord> FakeBatchStore::printByHash(const QString &)
{
    return answered<PrintRecord>(notHere());
}

inline Answer<Session> FakeAdministration::session()
{
    return answered<Session>(notHere());
}

inline Answer<QList<Setting>> FakeAdministration::settings()
{
    return answered<QList<Setting>>(notHere());
}

inline Answer<Setting> FakeAdministration::setting(const QString &name)
{
    Setting setting;
    setting.name = name;
    setting.value = approvalThreshold;
    return answered<Setting>(setting);
}

inline Answer<Written<Setting>> FakeAdministration::setSetting(const QString &, const QString &, const WriteContext &)
{
    return answered<Written<Setting>>(notHere());
}

inline Answer<Written<QDateTime>> FakeAdministration::unlock(int, const WriteContext &)
{
    return answered<Written<QDateTime>>(notHere());
}

inline Answer<Written<QDateTime>> FakeAdministration::lock(const WriteContext &)
{
    return answered<Written<QDateTime>>(notHere());
}

inline Answer<Written<LockedUser>> FakeAdministration::lockUser(const QString &, const WriteContext &)
{
    return answered<Written<LockedUser>>(notHere());
}

inline Answer<QList<LoginRoles>> FakeAdministration::roles()
{
    return answered<QList<LoginRoles>>(notHere());
}

inline Answer<Written<LoginRoles>> FakeAdministration::grantRole(const QString &, const QString &,
                                                                 const WriteContext &)
{
    return answered<Written<LoginRoles>>(notHere());
}

inline Answer<Written<LoginRoles>> FakeAdministration::revokeRole(const QString &, const QString &,
                                                                  const WriteContext &)
{
    return answered<Written<LoginRoles>>(notHere());
}

inline Answer<Page<AuditEntry>> FakeAdministration::audit(const AuditQuery &)
{
    return answered<Page<AuditEntry>>(notHere());
}

inline Answer<RowCount> FakeAdministration::auditCount(const AuditQuery &)
{
    return answered<RowCount>(notHere());
}

inline Answer<AuditVerdict> FakeAdministration::verifyAudit(const std::optional<AuditAnchor> &)
{
    return answered<AuditVerdict>(notHere());
}

inline Answer<AuditAnchor> FakeAdministration::auditAnchor()
{
    return answered<AuditAnchor>(notHere());
}

inline Answer<Diagnosis> FakeAdministration::diagnose(bool)
{
    return answered<Diagnosis>(notHere());
}

} // namespace scrip::testing
