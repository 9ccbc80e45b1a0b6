// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"

#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

QStringList notesIn(const QString &folder)
{
    QStringList paths;
    for (QDirIterator files(folder, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories); files.hasNext();)
        paths << files.next();
    return paths;
}

} // namespace

int StoreFixture::notes() const
{
    return static_cast<int>(notesIn(m_journal.path()).size());
}

QByteArray StoreFixture::journalText() const
{
    QByteArray text;
    const QStringList paths = notesIn(m_journal.path());
    for (const QString &path : paths) {
        QFile file(path);
        if (file.open(QFile::ReadOnly))
            text += file.readAll();
    }
    return text;
}

Result<Written<Event>> StoreFixture::createEvent(const QString &name, const QString &key)
{
    return awaited(events().create(usableDraft(name), {key, {}, {}}));
}

Result<Written<Batch>> StoreFixture::mint(const EventId &event, qint64 count, const QString &key,
                                          const JobControlPtr &control)
{
    MintRequest request;
    request.event = event;
    request.count = count;
    return awaited(batches().mint(request, {key, {}, {}}, control));
}

Result<Written<Grant>> StoreFixture::createGrant(const OrganizationId &organization, qint64 dollars,
                                                 const QDateTime &expires, const QString &key)
{
    GrantDraft draft;
    draft.organization = organization;
    draft.amount = Money(dollars * Money::unit, Currency());
    draft.expiresAt = expires;
    return awaited(grants().create(draft, {key, {}, u"test"_s}));
}

OrganizationId addOrganization(const PrivateCluster &cluster, const QString &dsn, const QString &name)
{
    const QString statement =
        u"SELECT scrip_sandbox.add_user('%1@example.com', '%1', '%1') #>> '{organizations,0,id}'"_s.arg(name);
    return OrganizationId::fromText(cluster.value(dsn, statement));
}

bool spend(const PrivateCluster &cluster, const QString &dsn, const OrganizationId &organization,
           const QString &amount)
{
    return cluster.run(dsn, u"SELECT scrip_sandbox.spend('%1', '%2')"_s.arg(organization.toText(), amount));
}

bool giveToMany(const PrivateCluster &cluster, const QString &dsn, int organizations, int each)
{
    return cluster.run(
        dsn, u"SELECT scrip.create_grant(gen_random_uuid()::text, NULL, (scrip_sandbox.add_user('u' || o || "
             "'@example.com', NULL, 'Org ' || o) #>> '{organizations,0,id}')::uuid, '{\"amount\": \"1\"}', "
             "'test') FROM generate_series(1, %1) o, generate_series(1, %2) g"_s.arg(organizations)
                 .arg(each));
}

EventDraft usableDraft(const QString &name)
{
    EventDraft draft;
    draft.name = name;
    draft.amount = Money(25 * Money::unit, Currency(u"USD"_s));
    draft.maxClaims = 500;
    draft.creditExpiresAt = QDateTime(QDate(2099, 6, 30), QTime(23, 59, 59), Qt::UTC);
    draft.timeZone = u"Asia/Singapore"_s;
    draft.claimUrl = u"https://app.example.com/claim?code={code}"_s;
    return draft;
}

} // namespace scrip::test
