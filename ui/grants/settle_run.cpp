// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/settle_run.h"

#include "core/failure_names.h"
#include "core/write_context.h"

namespace scrip {

namespace {

constexpr int duePage = 1000;

} // namespace

SettleRun::SettleRun(LedgerStore &ledger, const QString &key, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_key(key)
{
}

void SettleRun::reckon(bool beforeAdoption)
{
    m_beforeAdoption = beforeAdoption;
    m_step = Step::Reckon;
    m_organizations.clear();
    m_refused.clear();
    m_sum = {};
    m_at = 0;
    m_listed = false;
    m_stopped = false;
    m_inDoubt = false;
    list({}, ++m_run);
}

void SettleRun::settle()
{
    if (m_step == Step::Reckon) {
        m_step = Step::Settle;
        m_sum = {};
        m_refused.clear();
        m_at = 0;
    }
    // Whoever asked to stop while an answer got lost wants to know that one, and no other.
    m_stopped = m_stopped && m_inDoubt;
    next(++m_run);
}

void SettleRun::list(const QString &after, quint64 run)
{
    onDone(this, m_ledger.due(m_beforeAdoption, after, duePage),
           [this, run](const Result<Page<OrganizationId>> &answer) {
               if (run != m_run)
                   return;
               if (!answer) {
                   Q_EMIT failed(answer.failure());
                   return;
               }
               m_organizations += answer->items;
               if (!answer->next.isEmpty()) {
                   list(answer->next, run);
                   return;
               }
               m_listed = true;
               next(run);
           });
}

void SettleRun::next(quint64 run)
{
    Q_EMIT progressed();
    if ((m_stopped && !m_inDoubt) || m_at >= m_organizations.size()) {
        Q_EMIT finished();
        return;
    }
    const OrganizationId organization = m_organizations.at(m_at);
    const SettleRequest request{organization, m_beforeAdoption};
    const Answer<SettleOutcome> answer =
        m_step == Step::Reckon ? m_ledger.previewSettle(request)
                               : m_ledger.settle(request, {partKey(m_key, organization.toText()), {}, {}});
    onDone(this, answer, [this, run](const Result<SettleOutcome> &outcome) { take(outcome, run); });
}

void SettleRun::take(const Result<SettleOutcome> &answer, quint64 run)
{
    if (run != m_run)
        return;
    if (!answer) {
        const Failure &failure = answer.failure();
        const bool lost = failure.kind == FailureKind::UnknownOutcome || failure.kind == FailureKind::Cancelled;
        m_inDoubt = m_step == Step::Settle && (m_inDoubt || lost);
        const bool itsOwn = m_inDoubt ? settlesDoubt(failure)
                                      : failure.kind == FailureKind::Refused || failure.kind == FailureKind::Busy;
        if (!itsOwn) {
            Q_EMIT failed(failure);
            return;
        }
        m_refused << failure;
    } else if (!add(*answer)) {
        Q_EMIT failed(Failure::named(QStringLiteral("invalid_amount"), tr("The sum is too large to be told.")));
        return;
    }
    ++m_at;
    m_inDoubt = false;
    next(run);
}

bool SettleRun::add(const SettleOutcome &outcome)
{
    const Result<Money> breakage = m_sum.breakage.plus(outcome.breakage);
    const Result<Money> kept = m_sum.protectedWorth.plus(outcome.protectedWorth);
    if (!breakage || !kept)
        return false;
    m_sum.released += outcome.released;
    m_sum.settled += outcome.settled;
    m_sum.breakage = *breakage;
    m_sum.protectedWorth = *kept;
    return true;
}

} // namespace scrip
