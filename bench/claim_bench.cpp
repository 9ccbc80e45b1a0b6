// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 2, 3 and 11: claims through the product's function against the same work as separate statements, by one client
// and by sixteen, in one event and in many; and what it costs them that somebody watches the change feed.
//
// Each run has a copy of one template to itself, so that nobody pays for what others wrote: some thousand people who
// can claim, and claims enough that no table is empty and all are analysed. Each session makes some claims before the
// clock starts: a server compiles functions and plans statements anew in each session, for the first five calls of a
// prepared statement every time, and a service keeps its sessions. Both ways bind their statements instead of
// spelling them out, one round trip after the other over the socket. Claimants name their organization and bring no
// API key: the billing tables have no index by which to find somebody's organizations or keys, and both ways would
// read those tables whole.
#include "bench/claim_news.h"
#include "bench/claim_statements.h"
#include "bench/harness.h"
#include "core/write_context.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

constexpr int manyClients = 16;
/// Claims that a session has made before those that are measured.
constexpr int warmUp = 10;
/// Claims that the template holds.
constexpr int past = 500;
/// Claims that are followed until they are seen.
constexpr int claimsToSee = 20;

/// Hands out tickets; each is good once.
class Queue
{
public:
    explicit Queue(const QList<Ticket> &tickets)
        : m_tickets(tickets)
    {
    }

    const Ticket &next()
    {
        const qsizetype at = m_at++;
        if (at >= m_tickets.size())
            giveUp(u"There are no more codes."_s);
        return m_tickets[at];
    }

private:
    const QList<Ticket> m_tickets;
    std::atomic<qsizetype> m_at = 0;
};

using Claim = std::function<void(const Ticket &)>;
/// Makes what one client claims with, in a session of its own.
using Client = std::function<Claim(Server &)>;

Claim byFunction(Server &server)
{
    server.run(u"PREPARE create_claim(text, uuid, text, jsonb) AS SELECT scrip.create_claim($1, NULL, $2, $3, $4)"_s);
    return [&server](const Ticket &ticket) {
        const QString claimant =
            u"{\"user\": \"%1\", \"organization\": \"%2\"}"_s.arg(ticket.user, ticket.organization);
        const QString answer = server.execute("create_claim", {newKey(), ticket.event, ticket.code, claimant});
        if (!answer.startsWith(u"{\"ok\": true"_s))
            giveUp(answer);
    };
}

Client byStatements(EventLock lock)
{
    return [lock](Server &server) -> Claim {
        auto statements = std::make_shared<ClaimStatements>(server);
        return [statements, lock](const Ticket &ticket) { statements->claim(ticket, lock, newKey()); };
    };
}

/// Clients that claim at the same time, each in a session of its own.
class Crowd
{
public:
    Crowd(const QString &database, const QList<Ticket> &tickets, int clients, const Client &client)
        : m_queue(tickets)
    {
        for (int n = 0; n < clients; ++n) {
            m_servers.push_back(std::make_unique<Server>(database));
            m_claims.push_back(client(*m_servers.back()));
        }
    }

    /// Everybody makes so many claims.
    void claim(int each)
    {
        std::vector<std::thread> threads;
        for (const Claim &one : m_claims) {
            threads.emplace_back([this, &one, each] {
                for (int n = 0; n < each; ++n)
                    one(m_queue.next());
            });
        }
        for (std::thread &thread : threads)
            thread.join();
    }

private:
    Queue m_queue;
    std::vector<std::unique_ptr<Server>> m_servers;
    std::vector<Claim> m_claims;
};

/// Somebody with a visible window: asks the marker query once a second until it goes.
class Watcher
{
public:
    explicit Watcher(const QString &database)
        : m_thread([this, database] {
            Server server(database);
            QString snapshot = server.value(u"SELECT scrip.changes() ->> 'snapshot'"_s);
            while (!m_done) {
                snapshot = server.value(u"SELECT scrip.changes('%1') ->> 'snapshot'"_s.arg(snapshot));
                for (int n = 0; n < 20 && !m_done; ++n)
                    std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
        })
    {
    }
    ~Watcher()
    {
        m_done = true;
        m_thread.join();
    }
    Watcher(const Watcher &) = delete;
    Watcher &operator=(const Watcher &) = delete;

private:
    std::atomic<bool> m_done = false;
    std::thread m_thread;
};

/// A database with tickets, which is copied for each run.
class Template
{
public:
    Template(const QString &database, const QString &from, int events, int count)
        : m_database(database)
        , m_copy(database + u"_copy"_s)
    {
        Server::make(m_database, from);
        m_tickets = makeTickets(m_database, events, past + count);
        Crowd(m_database, m_tickets, 1, byFunction).claim(past);
        m_tickets.remove(0, past);
        Server(m_database).run(u"VACUUM ANALYZE"_s);
    }
    ~Template()
    {
        Server::drop(m_copy);
        Server::drop(m_database);
    }
    Template(const Template &) = delete;
    Template &operator=(const Template &) = delete;

    [[nodiscard]] const QString &copy() const { return m_copy; }

    /// How long after so many claims, one by one, somebody who watches knew of each.
    [[nodiscard]] std::vector<double> untilSeen(int times) const
    {
        Server::make(m_copy, m_database);
        Crowd crowd(m_copy, m_tickets, 1, byFunction);
        return timesUntilSeen(
            m_copy, [&] { crowd.claim(1); }, times);
    }

    /// The time for one claim when so many clients make `each` of them, all told, in a fresh copy.
    [[nodiscard]] double perClaim(int clients, int each, const Client &client, bool isWatched = false) const
    {
        Server::make(m_copy, m_database);
        Crowd crowd(m_copy, m_tickets, clients, client);
        crowd.claim(warmUp);
        const auto watcher = isWatched ? std::make_unique<Watcher>(m_copy) : nullptr;
        return timed([&] { crowd.claim(each); }) / (clients * each);
    }

private:
    QString m_database;
    QString m_copy;
    QList<Ticket> m_tickets;
};

QString rate(double msPerClaim)
{
    return figure(1000 / msPerClaim) + u" /s"_s;
}

void compare(const QString &work, const QString &otherway, double own, double other, double goal)
{
    report({u"2"_s, work + u"; the alternative is "_s + otherway, rate(own), rate(other), other / own,
            u"≥ %1 ×"_s.arg(figure(goal)), other / own >= goal});
}

Run by(const Template &base, int clients, int each, const Client &client)
{
    return [&base, clients, each, client] { return base.perClaim(clients, each, client); };
}

void oneEvent(const Template &base, int each)
{
    const QString first = u"separate statements that lock the event first"_s;
    const QString last = u"separate statements with the counter last"_s;
    const auto many = alternating({by(base, manyClients, each, byFunction),
                                   by(base, manyClients, each, byStatements(EventLock::First)),
                                   by(base, manyClients, each, byStatements(EventLock::Last))});
    compare(u"Claims of one event by 16 clients"_s, first, many[0], many[1], 2);
    compare(u"Claims of one event by 16 clients"_s, last, many[0], many[2], 1.3);
    const auto one =
        alternating({by(base, 1, 4 * each, byFunction), by(base, 1, 4 * each, byStatements(EventLock::Last))});
    compare(u"Claims by one client"_s, last, one[0], one[1], 1.8);
}

void manyEvents(const Template &base, int each)
{
    const auto taken = alternating(
        {by(base, manyClients, each, byFunction), by(base, manyClients, each, byStatements(EventLock::First))});
    compare(u"Claims of 64 events by 16 clients"_s, u"separate statements that lock the event first"_s, taken[0],
            taken[1], 3);
}

void watched(const Template &base, int each)
{
    const auto taken = alternating({[&] { return base.perClaim(manyClients, each, byFunction, true); },
                                    by(base, manyClients, each, byFunction)});
    const double share = taken[1] / taken[0];
    report({u"3"_s, u"Claims by 16 clients while the change feed is watched; the alternative is nobody watching"_s,
            rate(taken[0]), rate(taken[1]), share, u"≥ 0.9 ×"_s, share >= 0.9});
}

void seen(const Template &base)
{
    const std::vector<double> taken = base.untilSeen(claimsToSee);
    const double longest = *std::max_element(taken.begin(), taken.end());
    report({u"3"_s,
            u"From a claim until the change feed tells of it: the longest of %1 (median %2)"_s.arg(
                QString::number(taken.size()), spoken(median(taken))),
            spoken(longest),
            {},
            {},
            u"≤ 1 s"_s,
            longest <= 1000});
}

/// In the copy that the last run has left.
void marker(const QString &database)
{
    Server server(database);
    const QString snapshot = server.value(u"SELECT scrip.changes() ->> 'snapshot'"_s);
    server.run(u"PREPARE marker AS SELECT scrip.changes('%1')"_s.arg(snapshot));
    server.run(u"PREPARE look AS SELECT * FROM scrip.code WHERE id = '%1'"_s.arg(
        server.value(u"SELECT id FROM scrip.code LIMIT 1"_s)));
    const auto hundred = [&](const QString &name) {
        return [&server, name] {
            return timed([&] {
                       for (int n = 0; n < 100; ++n)
                           server.run(u"EXECUTE "_s + name);
                   }) /
                   100;
        };
    };
    const auto taken = alternating({hundred(u"marker"_s), hundred(u"look"_s)});
    report({u"11"_s, u"The marker query of the change feed; the alternative is a look-up by primary key"_s,
            spoken(taken[0]), spoken(taken[1]), taken[0] / taken[1], u"≤ 5"_s, taken[0] / taken[1] <= 5});
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString database = argument(u"database"_s);
    const QString from = argument(u"from"_s);
    const int each = int(countArgument(u"each"_s, 40));
    const int people = manyClients * (warmUp + each);
    {
        const Template base(database, from, 1, people);
        oneEvent(base, each);
        watched(base, each);
        seen(base);
        marker(base.copy());
    }
    const Template base(database, from, 64, people);
    manyEvents(base, each);
    return 0;
}
