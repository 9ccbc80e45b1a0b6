// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ledger_corpus.h"

#include "bench/server.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::bench {

namespace {

constexpr int grantsEach = 10; // an organization

} // namespace

QString ledgerOrganization()
{
    return u"00000000-0000-4000-8000-000000000001"_s;
}

QString makeLedger(const QString &from, qint64 grants)
{
    const QString name = u"bench_ledger_%1"_s.arg(grants);
    Server::make(name, from);
    Server server(name);
    const QString owner = u"('00000000-0000-4000-8000-' || lpad(to_hex(1 + g % %1), 12, '0'))::uuid"_s.arg(
        std::max<qint64>(1, grants / grantsEach));
    const QString grant = u"('10000000-0000-4000-8000-' || lpad(to_hex(g), 12, '0'))::uuid"_s;
    const QString series = u" FROM generate_series(1, %1) g"_s.arg(grants);
    server.run(u"INSERT INTO organizations (id, name) SELECT o, 'Checked ' || o FROM (SELECT DISTINCT "_s + owner +
               u" AS o"_s + series + u") owners"_s);
    server.run(u"INSERT INTO scrip.account (organization_id, attributed) SELECT id, 0 FROM organizations"_s);
    server.run(
        u"INSERT INTO scrip.grant (id, organization_id, name, origin, currency, metered, effective_at, "
        "created_at, live_from, state, funded, available, consumed) SELECT "_s +
        grant + u", "_s + owner +
        u", 'Checked', 'admin', 'EUR', false, now(), now(), now(), 'active', 1000000000, 970000000, 30000000"_s +
        series);
    server.run(
        u"INSERT INTO scrip_vault.entry (id, at, booked_at, organization_id, grant_id, type, amount, currency, "
        "from_bucket, to_bucket, actor_kind, actor) SELECT nextval('scrip_vault.entry_id'), now(), now(), "_s +
        owner + u", "_s + grant +
        u", e.type, e.amount, 'EUR', e.source, e.target, 'system', 'bench' FROM (VALUES "
        "(1, 'funded', 1000000000, 'issuer', 'pending'), (2, 'released', 1000000000, 'pending', 'available'), "
        "(3, 'consumed', 10000000, 'available', 'consumed'), (4, 'consumed', 10000000, 'available', 'consumed'), "
        "(5, 'consumed', 10000000, 'available', 'consumed')) e (place, type, amount, source, target), "
        "generate_series(1, %1) g ORDER BY e.place, g"_s.arg(grants));
    server.run(u"VACUUM ANALYZE"_s);
    return name;
}

} // namespace scrip::bench
