// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/awaited.h"
#include "db/pg_gateway.h"
#include "db/private_cluster.h"

#include <QTemporaryDir>

#include <string>

/// The result is fine, or the test says why not.
#define VERIFY_OK(result)                                                                                            \
    do {                                                                                                             \
        const auto &outcome = (result);                                                                              \
        QVERIFY2(outcome.ok(), scrip::test::said(outcome).c_str());                                                  \
    } while (false)

namespace scrip::test {

/// A gateway on one database of a private cluster, with a journal of its own.
class StoreFixture
{
public:
    explicit StoreFixture(const QString &dsn, int waitMs = 15'000, const QString &journal = {})
        : m_dsn(dsn)
        , m_waitMs(waitMs)
        , m_journalRoot(journal.isEmpty() ? m_journal.path() : journal)
    {
        reopen();
    }

    /// As a second client would.
    void reopen()
    {
        m_gateway = std::make_unique<PgGateway>(WriteJournal(m_journalRoot));
        m_open = m_gateway->open({m_dsn, m_waitMs, QStringLiteral("test")});
    }

    [[nodiscard]] const Result<OpenDatabase> &open() const { return m_open; }
    [[nodiscard]] const Stores &stores() const { return m_open->stores; }
    [[nodiscard]] EventStore &events() const { return *m_open->stores.events; }
    [[nodiscard]] BatchStore &batches() const { return *m_open->stores.batches; }
    [[nodiscard]] CodeStore &codes() const { return *m_open->stores.codes; }
    [[nodiscard]] Administration &administration() const { return *m_open->stores.administration; }
    [[nodiscard]] GrantStore &grants() const { return *m_open->stores.grants; }
    [[nodiscard]] LedgerStore &ledger() const { return *m_open->stores.ledger; }
    [[nodiscard]] Maintenance &maintenance() const { return *m_open->stores.maintenance; }
    [[nodiscard]] WriteJournal journal() const { return WriteJournal(m_journalRoot); }

    /// Notes left in the journal, in whatever database.
    [[nodiscard]] int notes() const;
    /// All that stands in them.
    [[nodiscard]] QByteArray journalText() const;

    [[nodiscard]] Result<Written<Event>> createEvent(const QString &name, const QString &key = newKey());
    [[nodiscard]] Result<Written<Batch>> mint(const EventId &event, qint64 count, const QString &key = newKey(),
                                              const JobControlPtr &control = {});

    /// Gives dollars to an organization, until a time or for ever.
    [[nodiscard]] Result<Written<Grant>> createGrant(const OrganizationId &organization, qint64 dollars,
                                                     const QDateTime &expires = {}, const QString &key = newKey());

private:
    QString m_dsn;
    int m_waitMs;
    QTemporaryDir m_journal;
    QString m_journalRoot;
    std::unique_ptr<PgGateway> m_gateway;
    Result<OpenDatabase> m_open;
};

/// What a result says for a test's output; empty when it is fine.
template <typename T> std::string said(const Result<T> &result)
{
    return result.ok()
               ? std::string()
               : QString(result.failure().name + QStringLiteral(": ") + result.failure().message).toStdString();
}

/// The name of the failure that a result should be.
template <typename T> QString refusal(const Result<T> &result)
{
    return result.ok() ? QStringLiteral("(done)") : result.failure().name;
}

/// What the billing backend of a sandbox does: an organization with one member, and usage that it books.
[[nodiscard]] OrganizationId addOrganization(const PrivateCluster &cluster, const QString &dsn, const QString &name);
[[nodiscard]] bool spend(const PrivateCluster &cluster, const QString &dsn, const OrganizationId &organization,
                         const QString &amount);

/// Gives a dollar each so many times to so many new organizations.
[[nodiscard]] bool giveToMany(const PrivateCluster &cluster, const QString &dsn, int organizations, int each);

/// A draft that every rule likes.
[[nodiscard]] EventDraft usableDraft(const QString &name);

} // namespace scrip::test
