// SPDX-License-Identifier: GPL-3.0-or-later
// Row 12: what the checks of the ledger take, against counting its entries; and one organization's balance, against
// adding its entries up in a scan of them all.
#include "bench/harness.h"
#include "bench/ledger_corpus.h"
#include "bench/server.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace scrip::bench;

namespace {

const QString organization = ledgerOrganization();

/// What one run of a check takes; a check that finds something is no check of this ledger.
Run check(Server &server, const QString &function)
{
    return [&server, function] {
        QString good;
        const double taken = timed([&] { good = server.value(u"SELECT scrip.%1(false) ->> 'ok'"_s.arg(function)); });
        if (good != u"true"_s)
            giveUp(QString(function + u": "_s + server.value(u"SELECT scrip.%1(false)"_s.arg(function))));
        return taken;
    };
}

void compare(const QString &large, const QString &small, qint64 grants, const QString &function, const QString &what,
             double goal)
{
    Server server(large);
    Server tenth(small);
    const auto count = [&server] {
        return timed([&server] { (void)server.value(u"SELECT count(*) FROM scrip_vault.entry"_s); });
    };
    const std::vector<double> ms = alternating({check(server, function), count, check(tenth, function)});
    const double ratio = ms[0] / ms[1];
    report({u"12"_s,
            u"%1 of %2 grants and %3 entries (growth exponent %4); the alternative is counting the entries"_s.arg(
                what, grouped(grants), grouped(grants * 5), figure(exponent(ms[2], ms[0], 10))),
            spoken(ms[0]), spoken(ms[1]), ratio, u"≤ %1"_s.arg(goal), ratio <= goal});
}

void balances(const QString &large, qint64 grants)
{
    Server server(large);
    Server scanning(large);
    scanning.run(u"SET enable_indexscan = off"_s);
    scanning.run(u"SET enable_bitmapscan = off"_s);
    const std::vector<double> ms = alternating(
        {[&] { return timed([&] { (void)server.value(u"SELECT scrip.balance('%1')"_s.arg(organization)); }); },
         [&] {
             return timed([&] {
                 (void)scanning.value(
                     u"SELECT sum(CASE WHEN to_bucket = 'available' THEN amount WHEN from_bucket = 'available' "
                     "THEN -amount END) FROM scrip_vault.entry WHERE organization_id = '%1'"_s.arg(organization));
             });
         }},
        9);
    const double ratio = ms[0] / ms[1];
    report({u"12"_s,
            u"Balance of one organization among %1 entries; the alternative is a scan that adds its entries up"_s.arg(
                grouped(grants * 5)),
            spoken(ms[0]), spoken(ms[1]), ratio, u"≤ 1/100"_s, ratio <= 0.01});
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QString from = argument(u"from"_s);
    const qint64 grants = countArgument(u"grants"_s, 1'000'000);
    const QString large = makeLedger(from, grants);
    const QString small = makeLedger(from, grants / 10);
    compare(large, small, grants, u"doctor_grant_buckets"_s, u"Stored balances"_s, 5);
    compare(large, small, grants, u"doctor_grant_entries"_s, u"Each grant against its entries"_s, 25);
    balances(large, grants);
    for (const QString &name : {large, small})
        Server::drop(name);
    return 0;
}
