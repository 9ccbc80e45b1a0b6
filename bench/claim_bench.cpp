// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 2, 3 and 11: claims through the product's function against the same work as separate statements, by one client
// and by sixteen, in one event and in many; and what it costs them that somebody watches the change feed. Claimants
// name their organization and bring no API key: the billing tables have no index by which to find somebody's
// organizations or keys, and both ways would read those tables whole.
#include "bench/claim_statements.h"
#include "bench/harness.h"
#include "core/write_context.h"

#include <QCoreApplication>

#include <atomic>
#include <memory>
#include <thread>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

/// Hands out tickets; each is good once.
class Queue
{
public:
    explicit Queue(QList<Ticket> tickets)
        : m_tickets(std::move(tickets))
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
    QList<Ticket> m_tickets;
    std::atomic<qsizetype> m_at = 0;
};

using Claim = std::function<void(const Ticket &)>;
/// Makes what one client claims with, in a session of its own.
using Client = std::function<Claim(Server &)>;

Claim byFunction(Server &server)
{
    server.run(u"PREPARE create_claim(text, uuid, text, jsonb) AS SELECT scrip.create_claim($1, NULL, $2, $3, $4)"_s);
    return [&server](const Ticket &ticket) {
        const QString answer = server.value(
            u"EXECUTE create_claim('%1', '%2', '%3', '{\"user\": \"%4\", \"organization\": \"%5\"}')"_s.arg(
                newKey(), ticket.event, ticket.code, ticket.user, ticket.organization));
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

/// The time for one claim when so many clients make `each` of them, all told.
double perClaim(const QString &database, Queue &queue, int clients, int each, const Client &client)
{
    std::vector<std::unique_ptr<Server>> servers;
    std::vector<Claim> claims;
    for (int n = 0; n < clients; ++n) {
        servers.push_back(std::make_unique<Server>(database));
        claims.push_back(client(*servers.back()));
    }
    const double taken = timed([&] {
        std::vector<std::thread> threads;
        for (const Claim &claim : claims) {
            threads.emplace_back([&queue, &claim, each] {
                for (int n = 0; n < each; ++n)
                    claim(queue.next());
            });
        }
        for (std::thread &thread : threads)
            thread.join();
    });
    return taken / (clients * each);
}

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

QString rate(double msPerClaim)
{
    return figure(1000 / msPerClaim) + u" /s"_s;
}

void compare(const QString &work, const QString &otherway, double own, double other, double goal)
{
    report({u"2"_s, work + u"; the alternative is "_s + otherway, rate(own), rate(other), other / own,
            u"≥ %1 ×"_s.arg(figure(goal)), other / own >= goal});
}

void oneEvent(const QString &database, Queue &queue, int each)
{
    const QString first = u"separate statements that lock the event first"_s;
    const QString last = u"separate statements with the counter last"_s;
    const auto at = [&](int clients, const Client &client) {
        return [&, clients, client] { return perClaim(database, queue, clients, each, client); };
    };
    const auto many = alternating(
        {at(16, byFunction), at(16, byStatements(EventLock::First)), at(16, byStatements(EventLock::Last))});
    compare(u"Claims of one event by 16 clients"_s, first, many[0], many[1], 2);
    compare(u"Claims of one event by 16 clients"_s, last, many[0], many[2], 1.3);
    const auto one = alternating({at(1, byFunction), at(1, byStatements(EventLock::Last))});
    compare(u"Claims by one client"_s, last, one[0], one[1], 1.8);
}

void manyEvents(const QString &database, Queue &queue, int each)
{
    const auto at = [&](const Client &client) {
        return [&, client] { return perClaim(database, queue, 16, each, client); };
    };
    const auto taken = alternating({at(byFunction), at(byStatements(EventLock::First))});
    compare(u"Claims of 64 events by 16 clients"_s, u"separate statements that lock the event first"_s, taken[0],
            taken[1], 3);
}

void watched(const QString &database, Queue &queue, int each)
{
    const auto taken = alternating({[&] {
                                        const Watcher watcher(database);
                                        return perClaim(database, queue, 16, each, byFunction);
                                    },
                                    [&] { return perClaim(database, queue, 16, each, byFunction); }});
    const double share = taken[1] / taken[0];
    report({u"3"_s, u"Claims by 16 clients while the change feed is watched; the alternative is nobody watching"_s,
            rate(taken[0]), rate(taken[1]), share, u"≥ 0.9 ×"_s, share >= 0.9});
}

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
    const int each = int(countArgument(u"each"_s, 100));
    {
        // Three ways by 16 clients, two by one, two watched or not; rounds of each, and some to spare.
        Queue queue(makeTickets(database, 1, (5 * 16 + 2) * each * rounds + 100));
        oneEvent(database, queue, each);
        watched(database, queue, each);
    }
    const QString many = database + u"_many"_s;
    Server::make(many, argument(u"from"_s));
    {
        Queue queue(makeTickets(many, 64, 2 * 16 * each * rounds + 100));
        manyEvents(many, queue, each);
    }
    marker(database);
    Server::drop(many);
    return 0;
}
