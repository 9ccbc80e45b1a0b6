// SPDX-License-Identifier: GPL-3.0-or-later
// Row 14: attributing usage of an organization with many grants, in one pass over all rows of the log, against
// booking row by row; and what a pass costs when only a few rows are new.
#include "bench/harness.h"
#include "bench/server.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace scrip::bench;

namespace {

const QString scratch = u"bench_burn"_s;
const QString organization = u"00000000-0000-4000-8000-0000000000b1"_s;

/// An organization that pays and has sixty event credits, half of them expired, whose usage lies unattributed.
QString fill(const QString &from, qint64 rows)
{
    const QString name = u"bench_usage_%1"_s.arg(rows);
    Server::make(name, from);
    Server server(name);
    server.run(u"SELECT scrip_sandbox.add_user('burn@bench.example', NULL, 'Burn')"_s);
    server.run(u"INSERT INTO organizations (id, name) VALUES ('%1', 'Burn bench')"_s.arg(organization));
    server.run(u"INSERT INTO organization_limits_history (organization_id, spend_limit, credit_type, created_at) "
               "VALUES ('%1', 9000000000000000, 'payment', now() - interval '40 days')"_s.arg(organization));
    server.run(
        u"INSERT INTO organization_limits_history (organization_id, spend_limit, credit_type, created_at, source, "
        "credit_expires_at) SELECT '%1', 25000000000, format('event:%s:aaaaaaa', gen_random_uuid()), now() - "
        "interval "
        "'35 days', 'event_claim', now() - interval '30 days' + n * interval '1 day' FROM generate_series(1, 60) n"_s
            .arg(organization));
    server.run(
        u"SELECT scrip_sandbox.spend('%1', '0.000000001', now() - interval '39 days', false)"_s.arg(organization));
    server.run(
        u"INSERT INTO organization_usage_log (organization_id, workspace_id, api_key_id, model_id, model_name, "
        "input_tokens, output_tokens, total_tokens, input_cost, output_cost, total_cost, request_type, created_at, "
        "inference_id) SELECT organization_id, workspace_id, api_key_id, model_id, model_name, 1, 1, 2, 1, 1, "
        "1000000, "
        "request_type, now() - interval '38 days' + n * (interval '38 days' / %1), gen_random_uuid() "
        "FROM organization_usage_log, generate_series(1, %1) n"_s.arg(rows));
    server.run(
        u"UPDATE organization_balance SET total_spent = total_spent + 1000000::bigint * %1 WHERE organization_id = '%2'"_s
            .arg(QString::number(rows), organization));
    server.run(u"ANALYZE"_s);
    return name;
}

double onePass(const QString &from)
{
    Server::make(scratch, from);
    Server server(scratch);
    return timed([&] { server.run(u"SELECT scrip.settle('bench', NULL, '%1')"_s.arg(organization)); });
}

/// As a program without a plan would: each usage takes what the first grant that is live has left. The grants are
/// there.
double rowByRow(const QString &from)
{
    Server::make(scratch, from);
    Server server(scratch);
    server.run(
        u"INSERT INTO scrip.grant (id, organization_id, name, origin, currency, metered, effective_at, expires_at, "
        "created_at, live_from, state, funded, available) SELECT id, organization_id, credit_type, 'adopted', 'USD', "
        "true, "
        "created_at, credit_expires_at, created_at, created_at, 'active', spend_limit, spend_limit "
        "FROM organization_limits_history"_s);
    server.run(uR"(CREATE FUNCTION pg_temp.row_by_row() RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
          u record;
          g record;
          v_left bigint;
          v_take bigint;
        BEGIN
          FOR u IN SELECT organization_id, total_cost, created_at FROM public.organization_usage_log ORDER BY created_at LOOP
            v_left := u.total_cost;
            FOR g IN SELECT id, available FROM scrip.grant WHERE organization_id = u.organization_id AND available > 0
                       AND live_from <= u.created_at AND (expires_at IS NULL OR expires_at > u.created_at)
                     ORDER BY priority, expires_at NULLS LAST, created_at, id FOR UPDATE LOOP
              v_take := least(v_left, g.available);
              UPDATE scrip.grant SET available = available - v_take, consumed = consumed + v_take WHERE id = g.id;
              INSERT INTO scrip_vault.entry (id, at, booked_at, organization_id, grant_id, type, amount, currency,
                from_bucket, to_bucket, actor_kind, actor)
              VALUES (nextval('scrip_vault.entry_id'), u.created_at, now(), u.organization_id, g.id, 'consumed', v_take,
                      'USD', 'available', 'consumed', 'system', 'usage');
              v_left := v_left - v_take;
              EXIT WHEN v_left = 0;
            END LOOP;
          END LOOP;
        END $$)"_s);
    return timed([&] { server.run(u"SELECT pg_temp.row_by_row()"_s); });
}

/// A pass over what came since the last one.
double another(const QString &from, int rows)
{
    Server::make(scratch, from);
    Server server(scratch);
    server.run(u"SELECT scrip.settle('bench', NULL, '%1')"_s.arg(organization));
    server.run(u"SELECT scrip_sandbox.spend('%1', '0.001') FROM generate_series(1, %2)"_s.arg(organization,
                                                                                              QString::number(rows)));
    return timed([&] { server.run(u"SELECT scrip.settle('again', NULL, '%1')"_s.arg(organization)); });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString from = argument(u"from"_s);
    const qint64 rows = countArgument(u"rows"_s, 1'000'000);
    const qint64 few = countArgument(u"row-by-row"_s, 20'000);
    const QString compared = fill(from, few);
    const auto taken = alternating({[&] { return onePass(compared); }, [&] { return rowByRow(compared); }});
    const double faster = taken[1] / taken[0];
    report({u"14"_s, u"Attribute %1 usage rows; the alternative is booking row by row"_s.arg(grouped(few)),
            spoken(taken[0]), spoken(taken[1]), faster, u"≥ 20 × faster"_s, faster >= 20});
    const QString large = fill(from, rows);
    const QString small = fill(from, rows / 10);
    const auto sizes = alternating(
        {[&] { return onePass(large); }, [&] { return onePass(small); }, [&] { return another(large, 10); }});
    report({u"14"_s,
            u"Attribute %1 usage rows (growth exponent %2); the alternative is the pass after it, over 10 new ones"_s
                .arg(grouped(rows), figure(exponent(sizes[1], sizes[0], 10))),
            spoken(sizes[0]), spoken(sizes[2]), sizes[0] / sizes[2], u"only new rows cost"_s,
            sizes[2] < sizes[0] / 20});
    for (const QString &name : {compared, large, small, scratch})
        Server::drop(name);
    return 0;
}
