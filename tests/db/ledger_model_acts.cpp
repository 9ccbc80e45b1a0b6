// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ledger_model.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

QString done(const std::optional<qint64> &forfeited = {})
{
    return forfeited ? u"done %1"_s.arg(*forfeited) : u"done"_s;
}

} // namespace

QString LedgerModel::play(const Step &step)
{
    QString said = backendAct(step);
    if (said.isEmpty()) {
        const LedgerModel before = *this;
        said = ourAct(step);
        if (!said.startsWith(u"done"_s))
            *this = before;
    }
    return said + u"; "_s + books(step.at);
}

QString LedgerModel::backendAct(const Step &step)
{
    const qint64 amount = step.amount.value_or(0);
    if (step.act == u"pay"_s || step.act == u"close"_s) {
        setLimit(step);
    } else if (step.act == u"backend_claim"_s) {
        return backendClaim(step);
    } else if (step.act == u"spend"_s) {
        m_spent += amount;
        if (step.time)
            m_usage << UsageRow{step.number, *step.time, amount, false};
    } else if (step.act == u"log"_s) {
        m_usage << UsageRow{step.number, *step.time, amount, false};
    } else if (step.act == u"correct"_s) {
        m_spent = qMax<qint64>(m_spent - amount, 0);
    } else if (step.act == u"meet"_s) {
        m_openingSpent = m_spent;
        m_met = m_spent > 0 ? std::optional(step.at) : std::nullopt;
    } else {
        return {};
    }
    return done();
}

void LedgerModel::setLimit(const Step &step)
{
    if (const qsizetype old = rowInForce(step.on); old >= 0)
        m_rows[old].closed = step.at;
    if (step.act != u"close"_s)
        m_rows << LimitRow{step.on, step.on, *step.amount, step.until, step.time.value_or(step.at), {}, false, false};
}

/// Of a new event, or of one that was claimed before, which takes the name of its new claim. The backend keeps one
/// row of an event.
QString LedgerModel::backendClaim(const Step &step)
{
    QString chain = step.on;
    if (!step.how.isEmpty()) {
        if (!m_events.contains(step.how))
            return u"nothing"_s;
        chain = m_events.value(step.how);
        if (rowInForce(chain) >= 0)
            return u"refused"_s;
        m_events.remove(step.how);
    }
    m_events.insert(step.on, chain);
    m_rows << LimitRow{chain, step.on, *step.amount, step.until, step.time.value_or(step.at), {}, true, false};
    return done();
}

QString LedgerModel::ourAct(const Step &step)
{
    if (step.act == u"look"_s)
        return look(step.at);
    const bool known = find(step.on) != nullptr || isInForce(step.on);
    const bool makes = step.act == u"claim"_s || step.act == u"grant"_s;
    const bool passes = step.act == u"settle"_s || step.act == u"maintain"_s;
    if (!known && !makes && !passes)
        return u"nothing"_s;
    if (const auto first = firstAnswer(step))
        return done(*first);
    pass(step.at);
    QString said = done();
    if (step.act == u"claim"_s)
        claim(step);
    else if (step.act == u"grant"_s)
        createGrant(step);
    else if (!passes)
        said = changeGrant(step);
    else if (step.how == u"before"_s)
        settleOpening(step.at);
    writeRows(step.at);
    return said;
}

/// Of a void and a release that were done already: what they did then, and nothing is written.
std::optional<qint64> LedgerModel::firstAnswer(const Step &step)
{
    const Grant *grant = find(step.on);
    if (grant == nullptr)
        return {};
    if (step.act == u"void"_s)
        return grant->voidedFor;
    return step.act == u"release"_s ? grant->releasedFor : std::nullopt;
}

void LedgerModel::claim(const Step &step)
{
    Grant grant;
    grant.name = step.on;
    grant.chain = step.on;
    grant.effective = step.at;
    grant.created = step.at;
    grant.liveFrom = step.at;
    grant.expires = step.until;
    grant.available = *step.amount;
    m_grants << grant;
    cover(step.at);
}

void LedgerModel::createGrant(const Step &step)
{
    Grant grant;
    grant.name = step.on;
    grant.chain = step.on;
    grant.metered = step.currency.isEmpty();
    grant.paid = !step.how.isEmpty();
    grant.priority = step.priority != 0 ? step.priority : 10;
    grant.created = step.at;
    grant.effective = step.time.value_or(step.at);
    grant.expires = step.until;
    grant.availability = step.when;
    grant.payment = step.how.isEmpty() ? QString() : u"pending"_s;
    grant.state = State::Pending;
    grant.pending = *step.amount;
    if (step.when.isEmpty() || step.when == u"on_creation"_s)
        grant.liveFrom = grant.effective;
    m_grants << grant;
    turn(step.at);
    cover(step.at);
}

QString LedgerModel::changeGrant(const Step &step)
{
    Grant *grant = find(step.on);
    if (grant == nullptr)
        return u"not_found"_s;
    if (step.act == u"payment"_s)
        return pay(grant, step);
    if (step.act == u"void"_s)
        return voidGrant(grant, step.at);
    if (step.act == u"release"_s)
        return release(grant, step.at);
    return step.act == u"claw_back"_s ? clawBack(grant, step) : consume(grant, step);
}

QString LedgerModel::pay(Grant *grant, const Step &step)
{
    const QStringList states{u"pending"_s, u"authorized"_s, u"settled"_s, u"failed"_s};
    if (grant->payment.isEmpty() || states.indexOf(step.how) < states.indexOf(grant->payment))
        return u"payment_transition_invalid"_s;
    if (grant->payment == u"failed"_s || grant->payment == step.how)
        return done();
    grant->payment = step.how;
    if (step.how == u"failed"_s) {
        if (!grant->isOver()) {
            if (grant->state == State::Active)
                grant->ended = step.at;
            else
                grant->liveFrom.reset();
            grant->state = State::Pending;
            grant->pending += grant->available;
            grant->available = 0;
        }
        return done();
    }
    const bool enough = step.how == u"settled"_s || grant->availability == u"on_authorization"_s;
    if (grant->state == State::Pending && !grant->liveFrom && enough)
        grant->liveFrom = qMax(grant->effective, step.at);
    turn(step.at);
    cover(step.at);
    return done();
}

QString LedgerModel::voidGrant(Grant *grant, qint64 now)
{
    if (grant->backendOwned)
        return u"grant_owned_by_backend"_s;
    if (grant->state == State::Expired)
        return u"grant_expired"_s;
    if (grant->pending + grant->available == 0)
        return u"grant_depleted"_s;
    return done(forfeitRemainder(grant, now));
}

/// The remainder of the grant of a claim is forfeited where it still can be.
QString LedgerModel::release(Grant *grant, qint64 now)
{
    grant->releasedFor = grant->isOver() || grant->pending + grant->available == 0 ? 0 : forfeitRemainder(grant, now);
    return done(*grant->releasedFor);
}

qint64 LedgerModel::forfeitRemainder(Grant *grant, qint64 now)
{
    const qint64 remainder = grant->pending + grant->available;
    if (grant->isStopped())
        grant->liveFrom.reset();
    grant->state = State::Voided;
    grant->ended = now;
    grant->voidedFor = remainder;
    grant->forfeited += remainder;
    grant->pending = 0;
    grant->available = 0;
    return remainder;
}

/// What is available first, then what was consumed, which is owed from then on.
QString LedgerModel::clawBack(Grant *grant, const Step &step)
{
    const qint64 most = grant->available + grant->consumed;
    const qint64 amount = step.amount.value_or(most);
    if (grant->backendOwned)
        return u"grant_owned_by_backend"_s;
    if (most == 0)
        return u"grant_depleted"_s;
    if (amount > most)
        return u"invalid_amount"_s;
    const qint64 unused = qMin(amount, grant->available);
    grant->available -= unused;
    uncover(grant, amount - unused);
    grant->clawedBack += amount;
    if (grant->metered)
        m_overdraft += amount - unused;
    cover(step.at);
    return done(0);
}

QString LedgerModel::consume(Grant *grant, const Step &step)
{
    if (grant->metered)
        return u"invalid_currency"_s;
    if (grant->state == State::Expired)
        return u"grant_expired"_s;
    if (grant->available == 0)
        return u"grant_depleted"_s;
    if (grant->available < *step.amount)
        return u"invalid_amount"_s;
    grant->available -= *step.amount;
    grant->consumed += *step.amount;
    return done();
}

/// As if all that is due were done now; nothing of it is.
QString LedgerModel::look(qint64 now) const
{
    LedgerModel then = *this;
    then.pass(now);
    Grant sum;
    sum.available = 0;
    for (const Grant &grant : then.m_grants) {
        if (!grant.metered)
            continue;
        sum.pending += grant.pending;
        sum.consumed += grant.consumed;
        sum.forfeited += grant.forfeited;
        sum.clawedBack += grant.clawedBack;
    }
    for (const Grant &grant : m_grants)
        sum.available += grant.metered ? grant.available : 0;
    const qint64 baseline = backendLeft(now);
    return u"settled=%1 live=%2 pending=%3 consumed=%4 forfeited=%5 clawed_back=%6 overdraft=%7 baseline=%8 at_risk=%9"_s
        .arg(sum.available)
        .arg(qMax<qint64>(then.left(), 0))
        .arg(sum.pending)
        .arg(sum.consumed)
        .arg(sum.forfeited)
        .arg(sum.clawedBack)
        .arg(then.m_overdraft)
        .arg(baseline)
        .arg(qMax<qint64>(then.left() - baseline, 0));
}

QString LedgerModel::books(qint64 now) const
{
    static const QStringList states{u"pending"_s, u"active"_s, u"expired"_s, u"voided"_s};
    QStringList lines;
    for (const Grant &grant : m_grants) {
        lines << u" [%1 %2 %3 %4 %5 %6 %7]"_s.arg(grant.name, states.at(static_cast<int>(grant.state)))
                     .arg(grant.pending)
                     .arg(grant.available)
                     .arg(grant.consumed)
                     .arg(grant.forfeited)
                     .arg(grant.clawedBack);
    }
    std::sort(lines.begin(), lines.end(),
              [](const QString &a, const QString &b) { return a.section(u' ', 1, 1) < b.section(u' ', 1, 1); });
    return u"left=%1 attributed=%2 overdraft=%3"_s.arg(backendLeft(now)).arg(m_attributed).arg(m_overdraft) +
           lines.join(QString());
}

} // namespace scrip::test
