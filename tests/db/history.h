// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QRandomGenerator>
#include <QStringList>

#include <functional>
#include <optional>

namespace scrip::test {

/// One act upon the money of an organization, the backend's or ours. Amounts are nano-units, times seconds since the
/// beginning of 2031. Which fields count depends on what it does; ledger_histories*.sql have each act.
struct Step
{
    int number = 0; ///< Stays when others are dropped.
    qint64 at = 0;  ///< When it is done.
    QString act;    ///< pay, close, backend_claim, spend, log, correct; claim, grant, payment, void, …
    QString on;     ///< The grant it makes or means, by name; a chain of the backend is called by its type.
    std::optional<qint64> amount;
    std::optional<qint64> time;  ///< Of a usage row, of a row's making, of a grant's coming into effect.
    std::optional<qint64> until; ///< Expiry.
    QString how;                 ///< Funding, what a payment becomes, or the claim before this one of its event.
    QString when;                ///< Availability.
    QString currency;
    int priority = 0;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Step fromJson(const QJsonObject &object);
};

using History = QList<Step>;

/// One step a line, as fromLines() reads it.
[[nodiscard]] QStringList toLines(const History &history);
[[nodiscard]] History fromLines(const QStringList &lines);
[[nodiscard]] QJsonArray toJson(const History &history);

/// Makes a history out of a seed, always the same. It knows what was made so far, not what became of it: refusals are
/// part of a history.
class HistoryMaker
{
public:
    explicit HistoryMaker(quint32 seed)
        : m_random(seed)
    {
    }

    [[nodiscard]] History make(int steps);

private:
    [[nodiscard]] int pick(int below) { return static_cast<int>(m_random.bounded(below)); }
    [[nodiscard]] bool chance(int percent) { return pick(100) < percent; }
    [[nodiscard]] QString one(const QStringList &of) { return of.at(pick(static_cast<int>(of.size()))); }
    [[nodiscard]] qint64 amount();
    [[nodiscard]] qint64 wait();
    [[nodiscard]] qint64 past();
    [[nodiscard]] std::optional<qint64> expiry(int percentWithout);
    [[nodiscard]] qint64 unused(qint64 time);

    void fill(Step *step);
    void corrects(Step *step);
    void backendPays(Step *step);
    void backendClaims(Step *step);
    void spends(Step *step);
    void logs(Step *step);
    void claims(Step *step);
    void grants(Step *step);
    void pays(Step *step);
    void changes(Step *step);
    void consumes(Step *step);

    QRandomGenerator m_random;
    qint64 m_now = 0;
    int m_number = 0;
    bool m_met = true;     ///< We are there; before, only the backend acts.
    QList<int> m_likes;    ///< Of each kind of act, how often.
    QStringList m_named;   ///< All that a step can be about.
    QStringList m_claims;  ///< Those of claims.
    QStringList m_events;  ///< Those of the last claim of each event by the backend.
    QStringList m_over;    ///< Those of them that may be over.
    QStringList m_sold;    ///< Those with a funding method.
    QStringList m_foreign; ///< Those in another currency.
    QList<qint64> m_expiries;
    QList<qint64> m_moments;  ///< Of the steps.
    QList<qint64> m_unlogged; ///< Amounts spent without a row.
    QList<qint64> m_used;     ///< Times that no other row may have: ids would decide then.
};

/// A history that still fails with no step to spare, found by leaving steps out.
[[nodiscard]] History shrunk(History failing, const std::function<bool(const History &)> &fails);

} // namespace scrip::test
