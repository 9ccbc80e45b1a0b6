// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/history.h"

#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr int backendKinds = 5; ///< The first kinds of acts are the backend's.

} // namespace

History HistoryMaker::make(int steps)
{
    History history;
    const int metAt = chance(20) ? steps / 3 : 0; // else before anything happened
    for (m_number = 1; m_number <= steps; ++m_number) {
        m_now += wait();
        m_met = m_number > metAt;
        Step step;
        step.number = m_number;
        step.at = m_now;
        if (m_number == metAt)
            step.act = u"meet"_s;
        else if (metAt > 0 && m_number == steps)
            step.act = u"settle"_s;
        else
            fill(&step);
        if (metAt > 0 && step.act == u"settle"_s && (m_number == steps || chance(30)))
            step.how = u"before"_s;
        m_moments << m_now;
        history << step;
    }
    return history;
}

/// Round ones meet each other and empty grants exactly; the others do not.
qint64 HistoryMaker::amount()
{
    constexpr qint64 dollar = 1'000'000'000;
    if (chance(70))
        return 5 * dollar * (1 + pick(5));
    return chance(80) ? (1 + pick(300)) * dollar / 10 : 1 + pick(2'000'000'000);
}

/// Steps are on whole minutes and everything else between them, so that a slow machine changes no order.
qint64 HistoryMaker::wait()
{
    const int kind = pick(100);
    if (!m_expiries.isEmpty() && kind < 15 && m_expiries.last() > m_now && m_expiries.last() < m_now + hour)
        return m_expiries.last() - m_now + minute - 15; // it has just run out
    if (kind < 60)
        return (1 + pick(3)) * minute;
    if (kind < 80)
        return (4 + pick(20)) * minute;
    if (kind < 95)
        return (1 + pick(6)) * hour;
    return kind < 99 ? (1 + pick(2)) * day : 8 * day;
}

/// A moment that other things happened around, up to now.
qint64 HistoryMaker::past()
{
    if (!m_expiries.isEmpty() && chance(50)) {
        const qint64 expiry = m_expiries.at(pick(static_cast<int>(m_expiries.size())));
        if (expiry <= m_now)
            return expiry + 5LL * (pick(3) - 1);
    }
    return m_moments.isEmpty() ? m_now - 20 : m_moments.at(pick(static_cast<int>(m_moments.size()))) + 20 + pick(20);
}

std::optional<qint64> HistoryMaker::expiry(int percentWithout)
{
    if (chance(percentWithout))
        return {};
    static constexpr qint64 spans[] = {2 * minute, 5 * minute, 12 * minute, 40 * minute, 3 * hour, 30 * hour};
    m_expiries << m_now + spans[pick(6)] + 15;
    return m_expiries.last();
}

qint64 HistoryMaker::unused(qint64 time)
{
    while (m_used.contains(time))
        ++time;
    m_used << time;
    return time;
}

/// Each history likes some acts more than others and leaves some out, so that rare ones meet.
void HistoryMaker::fill(Step *step)
{
    if (m_likes.isEmpty()) {
        static constexpr int usual[] = {22, 8, 3, 8, 5, 8, 10, 6, 14, 3, 5, 5, 3};
        for (const int weight : usual)
            m_likes << weight * std::array{0, 1, 1, 3}.at(static_cast<size_t>(pick(4)));
        m_likes[0] += 2;
        m_likes[4] += 2;
        m_likes[11] += 5; // something has to be booked
    }
    const auto end = m_likes.cbegin() + (m_met ? m_likes.size() : backendKinds);
    int left = pick(std::accumulate(m_likes.cbegin(), end, 0));
    qsizetype kind = 0;
    while (left >= m_likes.at(kind))
        left -= m_likes.at(kind++);
    using Fill = void (HistoryMaker::*)(Step *);
    static constexpr Fill fills[] = {
        &HistoryMaker::spends,        &HistoryMaker::logs,    &HistoryMaker::corrects, &HistoryMaker::backendPays,
        &HistoryMaker::backendClaims, &HistoryMaker::claims,  &HistoryMaker::grants,   &HistoryMaker::pays,
        &HistoryMaker::changes,       &HistoryMaker::consumes};
    if (kind < 10)
        return (this->*fills[kind])(step);
    static const QString passes[] = {u"settle"_s, u"maintain"_s, u"look"_s};
    step->act = passes[kind - 10];
}

void HistoryMaker::corrects(Step *step)
{
    step->act = u"correct"_s;
    step->amount = amount();
}

/// A limits update: a first row, a new worth, a row that is committed late, or a row closed for good.
void HistoryMaker::backendPays(Step *step)
{
    step->act = chance(12) ? u"close"_s : u"pay"_s;
    step->on = chance(70) ? u"payment"_s : u"bonus"_s;
    if (step->act == u"close"_s)
        return;
    step->amount = chance(5) ? 0 : amount();
    step->until = expiry(55);
    step->time = unused(chance(20) ? past() : m_now + 3);
    if (!m_named.contains(step->on))
        m_named << step->on;
}

void HistoryMaker::backendClaims(Step *step)
{
    step->act = u"backend_claim"_s;
    step->on = u"b%1"_s.arg(m_number);
    step->amount = amount();
    step->until = expiry(0);
    step->time = unused(chance(25) ? past() : m_now + 3);
    if (!m_over.isEmpty() && chance(70))
        step->how = m_over.takeAt(pick(static_cast<int>(m_over.size()))); // somebody else of the organization
    else if (!m_events.isEmpty() && chance(15))
        step->how = one(m_events);
    m_events.removeAll(step->how);
    m_over.removeAll(step->how);
    m_events << step->on;
    m_named << step->on;
    m_claims << step->on;
}

void HistoryMaker::spends(Step *step)
{
    step->act = u"spend"_s;
    step->amount = amount();
    if (chance(25))
        m_unlogged << *step->amount;
    else
        step->time = chance(65) ? m_now + 7 : past();
}

/// A row without its usage: one that is late, or ahead.
void HistoryMaker::logs(Step *step)
{
    step->act = u"log"_s;
    step->amount =
        m_unlogged.isEmpty() || chance(20) ? amount() : m_unlogged.takeAt(pick(static_cast<int>(m_unlogged.size())));
    step->time = chance(90) ? past() : m_now + hour + 7;
}

void HistoryMaker::claims(Step *step)
{
    step->act = u"claim"_s;
    step->on = u"c%1"_s.arg(m_number);
    step->amount = amount();
    step->until = expiry(0);
    m_named << step->on;
    m_claims << step->on;
}

void HistoryMaker::grants(Step *step)
{
    step->act = u"grant"_s;
    step->on = u"g%1"_s.arg(m_number);
    step->amount = amount();
    step->until = expiry(40);
    if (chance(30))
        step->priority = 9 + pick(3);
    if (chance(25))
        step->time = m_now + (step->until ? (*step->until - m_now) / 2 : (1 + pick(30)) * minute) + 30;
    if (chance(20)) {
        step->currency = u"EUR"_s;
        m_foreign << step->on;
    }
    if (chance(45)) {
        step->how = one({u"invoice"_s, u"external"_s});
        step->when = one({u"on_creation"_s, u"on_authorization"_s, u"on_settlement"_s});
        m_sold << step->on;
    }
    m_named << step->on;
}

void HistoryMaker::pays(Step *step)
{
    if (m_sold.isEmpty())
        return grants(step);
    step->act = u"payment"_s;
    step->on = chance(90) ? one(m_sold) : one(m_named);
    step->how = one({u"authorized"_s, u"settled"_s, u"settled"_s, u"failed"_s});
}

void HistoryMaker::changes(Step *step)
{
    if (m_named.isEmpty())
        return claims(step);
    step->on = one(m_named);
    step->act = chance(40) ? u"claw_back"_s : u"void"_s;
    if (!m_claims.isEmpty() && chance(20)) {
        step->act = u"release"_s;
        step->on = one(m_claims);
    } else if (step->act == u"claw_back"_s && chance(60)) {
        step->amount = amount();
    }
    if (m_events.contains(step->on) && step->act != u"claw_back"_s)
        m_over << step->on;
}

void HistoryMaker::consumes(Step *step)
{
    if (m_foreign.isEmpty())
        return spends(step);
    step->act = u"consume"_s;
    step->on = chance(95) ? one(m_foreign) : one(m_named);
    step->amount = chance(50) ? amount() : 1 + pick(5'000'000);
}

} // namespace scrip::test
