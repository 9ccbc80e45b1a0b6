// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the databases that the other benchmarks read: codes in batches of up to a million, minted by the product, or
// claims of them.
#include "bench/claim_corpus.h"
#include "bench/server.h"
#include "bench/trial.h"
#include "db/sandbox.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

constexpr int batches = 5;

void fill(const QString &database, qint64 codes)
{
    const Trial trial(database);
    for (int batch = 0; batch < batches; ++batch) {
        const EventId event = trial.createEvent(u"Campaign %1"_s.arg(batch + 1));
        trial.mint(event, std::min(codes / batches, maxBatchCount), newKey());
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QString database = argument(u"database"_s);
    const qint64 codes = countArgument(u"codes"_s, 100'000);
    const qint64 claims = countArgument(u"claims"_s, 0);
    Server::make(database, Sandbox::database());
    if (codes > 0)
        fill(database, codes);
    if (claims > 0)
        fillWithClaims(database, claims);
    Server(database).run(u"VACUUM ANALYZE"_s);
    std::fprintf(stderr, "%s: %lld codes, %lld claims\n", qUtf8Printable(database), static_cast<long long>(codes),
                 static_cast<long long>(claims));
    return 0;
}
