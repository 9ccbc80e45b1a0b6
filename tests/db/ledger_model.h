// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/history.h"

#include <QHash>
#include <QString>

#include <optional>

namespace scrip::test {

/// The books of one organization as docs/ledger.md and the rules of money say they are, in the plainest way: every
/// row that anybody ever wrote is kept, and time is gone through row by row, grant by grant. It shares nothing with
/// the SQL, so that the two can disagree.
class LedgerModel
{
public:
    /// Plays a step and answers what history.step() should answer for it.
    [[nodiscard]] QString play(const Step &step);

private:
    enum class State { Pending, Active, Expired, Voided };

    /// A row of the limits history.
    struct LimitRow
    {
        QString chain;
        QString name; ///< Of the grant that it is adopted as.
        qint64 worth = 0;
        std::optional<qint64> until;
        qint64 created = 0;
        std::optional<qint64> closed;
        bool claim = false; ///< Written by a claim of the backend.
        bool ours = false;
    };

    struct UsageRow
    {
        int step = 0;
        qint64 at = 0;
        qint64 cost = 0;
        bool taken = false;
    };

    struct Grant
    {
        QString name;
        QString chain;
        State state = State::Active;
        bool metered = true;
        bool backendOwned = false;
        bool paid = false;
        bool readBack = false; ///< The backend writes its rows, as far as we know.
        int priority = 10;
        qint64 effective = 0;
        qint64 created = 0;
        std::optional<qint64> liveFrom;
        std::optional<qint64> expires;
        std::optional<qint64> ended;
        QString availability;
        QString payment;                 ///< Empty: nobody pays.
        std::optional<qint64> voidedFor; ///< What the void forfeited.
        std::optional<qint64> releasedFor;
        bool beforeOpening = false; ///< Had expired when we met the database.
        qint64 firstWorth = 0;      ///< When it was adopted.
        qint64 opening = 0;         ///< What the opening burnt.
        qsizetype row = -1;         ///< In force, as last seen or written.
        qint64 pending = 0;
        qint64 available = 0;
        qint64 consumed = 0;
        qint64 forfeited = 0;
        qint64 clawedBack = 0;

        [[nodiscard]] bool isOver() const { return state == State::Expired || state == State::Voided; }
        /// Pending again, since its payment failed at the moment `ended`.
        [[nodiscard]] bool isStopped() const { return state == State::Pending && ended; }
        [[nodiscard]] bool isLive(qint64 at) const;
    };

    /// Usage that a grant covers, in the order in which it was booked.
    struct Attribution
    {
        QString grant;
        qint64 amount = 0;
    };

    // The acts.
    [[nodiscard]] QString backendAct(const Step &step);
    [[nodiscard]] QString ourAct(const Step &step);
    [[nodiscard]] QString changeGrant(const Step &step);
    void setLimit(const Step &step);
    [[nodiscard]] QString backendClaim(const Step &step);
    void claim(const Step &step);
    void createGrant(const Step &step);
    [[nodiscard]] QString pay(Grant *grant, const Step &step);
    [[nodiscard]] std::optional<qint64> firstAnswer(const Step &step);
    [[nodiscard]] static QString voidGrant(Grant *grant, qint64 now);
    [[nodiscard]] static QString release(Grant *grant, qint64 now);
    static qint64 forfeitRemainder(Grant *grant, qint64 now);
    [[nodiscard]] QString clawBack(Grant *grant, const Step &step);
    [[nodiscard]] static QString consume(Grant *grant, const Step &step);
    [[nodiscard]] QString look(qint64 now) const;
    [[nodiscard]] QString books(qint64 now) const;

    // A pass over what is due, and the writing of the rows that the backend adds up.
    void pass(qint64 now);
    void adopt();
    void adoptRow(qsizetype row);
    void adoptClosings();
    void adjust(Grant *grant, qint64 worth);
    void bookOpening();
    void settleOpening(qint64 now);
    [[nodiscard]] QList<Grant> replayedOpening() const;
    void giveBack(Grant *grant, qint64 amount);
    void reverse();
    [[nodiscard]] QList<UsageRow> newUsage(qint64 now);
    void walk(const QList<UsageRow> &usage, qint64 now);
    void turn(qint64 at);
    void cover(qint64 at);
    void burn(qint64 amount, qint64 at);
    void uncover(Grant *grant, qint64 amount);
    void forfeit(qint64 now);
    void writeRows(qint64 now);

    [[nodiscard]] Grant *find(const QString &name);
    [[nodiscard]] Grant *ofChain(const QString &chain);
    [[nodiscard]] bool isInForce(const QString &name) const;
    [[nodiscard]] qsizetype rowInForce(const QString &chain) const;
    [[nodiscard]] qint64 firstMade(const QString &chain) const;
    [[nodiscard]] QList<Grant *> burnOrder();
    [[nodiscard]] qint64 backendLeft(qint64 now) const;
    [[nodiscard]] qint64 left() const;

    QList<LimitRow> m_rows;
    QHash<QString, QString> m_events; ///< By the name of an event, the chain of the backend's claims of it.
    QList<UsageRow> m_usage;
    QList<Grant> m_grants;
    QList<Attribution> m_attributions;
    qint64 m_spent = 0;
    qint64 m_attributed = 0;
    qint64 m_overdraft = 0;
    qint64 m_unlogged = 0;
    std::optional<qint64> m_met; ///< When we met the database, if something was spent by then.
    qint64 m_openingSpent = 0;
    bool m_opened = false;
    std::optional<qint64> m_passed;
    std::optional<qint64> m_floor; ///< Rows up to here are not looked for any more.
};

} // namespace scrip::test
