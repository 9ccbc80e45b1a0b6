// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/fake_events.h"
#include "core/ports/grant_store.h"
#include "core/ports/ledger_store.h"
#include "core/ports/maintenance.h"

namespace scrip {

/// Two grants of one organization in memory.
class FakeGrants : public GrantStore
{
public:
    explicit FakeGrants(FakeLog &log);

    QList<Grant> grants;
    int most = 1000; ///< In one page, however many are asked for.
    QList<Entry> entries;
    GrantDraft created;
    GrantQuery asked;
    QString amount; ///< Of the last claw-back.
    VoidFilter filter;
    BulkVoid bulk;
    PaymentUpdate payment;
    Consumption consumption;
    BulkVoidPreview preview;
    BulkVoidOutcome outcome;
    bool stopAtChunk = false; ///< voidMatching() waits for its cancellation.

    Answer<Written<Grant>> create(const GrantDraft &draft, const WriteContext &context) override;
    Answer<Page<Grant>> page(const GrantQuery &query) override;
    Answer<RowCount> count(const GrantQuery &query) override;
    Answer<QString> position(const GrantQuery &query, double fraction) override;
    Answer<GrantHistory> grant(const GrantId &id) override;
    Answer<GrantId> resolve(const QString &text) override;
    Answer<VoidOutcome> previewVoid(const GrantId &id) override;
    Answer<VoidOutcome> voidGrant(const GrantId &id, const WriteContext &context) override;
    Answer<ClawBackOutcome> previewClawBack(const GrantId &id, const QString &much) override;
    Answer<ClawBackOutcome> clawBack(const GrantId &id, const QString &much, const WriteContext &context) override;
    Answer<BulkVoidPreview> previewVoidMatching(const VoidFilter &matching) override;
    Answer<BulkVoidOutcome> voidMatching(const BulkVoid &request, const WriteContext &context,
                                         const JobControlPtr &control) override;
    Answer<Written<Grant>> setPayment(const PaymentUpdate &update, const WriteContext &context) override;
    Answer<Written<Grant>> consume(const Consumption &used, const WriteContext &context) override;

private:
    [[nodiscard]] VoidOutcome voided() const;
    [[nodiscard]] ClawBackOutcome clawedBack() const;

    FakeLog &m_log;
};

/// Books in memory: bookings that come in pages, and organizations with something due.
class FakeLedger : public LedgerStore
{
public:
    explicit FakeLedger(FakeLog &log);

    Balance balanced;
    QList<Entry> entries;
    int pageSize = 2;
    LedgerQuery asked;
    QList<OrganizationId> dueOnes;
    QList<SettleRequest> settled;
    QHash<QString, Failure> refusals; ///< By the organization's id.
    SettleOutcome each;

    Answer<Balance> balance(const OrganizationId &organization) override;
    Answer<Page<Entry>> page(const LedgerQuery &query) override;
    Answer<Page<OrganizationId>> due(bool beforeAdoption, const QString &after, int limit) override;
    Answer<SettleOutcome> previewSettle(const SettleRequest &request) override;
    Answer<SettleOutcome> settle(const SettleRequest &request, const WriteContext &context) override;
    Answer<OrganizationId> resolveOrganization(const QString &text) override;

private:
    Answer<SettleOutcome> answer(const QString &call, const SettleRequest &request);

    FakeLog &m_log;
};

/// Steps that were laid out beforehand. Behind the last one whenOut() is called, which may lay out more, and the
/// pass is over; without it a step is a defect, so that nothing goes on for ever.
class FakeMaintenance : public Maintenance
{
public:
    explicit FakeMaintenance(FakeLog &log)
        : m_log(log)
    {
    }

    QList<Result<MaintenancePass>> steps;
    QStringList asked;
    std::function<void()> whenOut;

    Answer<MaintenancePass> step(const QString &after) override;
    Answer<MaintenanceStatus> status() override;

private:
    FakeLog &m_log;
};

[[nodiscard]] GrantId grantIdOf(int number);
[[nodiscard]] OrganizationId organizationIdOf(int number);

} // namespace scrip
