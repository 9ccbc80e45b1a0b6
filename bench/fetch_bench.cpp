// SPDX-License-Identifier: GPL-3.0-or-later
// Row 7: 200 000 rows of 8 columns into structs through our statements in binary, against QSqlQuery, whose cells are
// taken as the driver gives them.
#include "bench/harness.h"
#include "bench/server.h"
#include "db/connection.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

const char *const columns = "id, batch_id, code, state, serial, uses, amount, at";

/// As the stores have them: ids as ids, a name as one of a few values, text only for what is shown.
struct Row
{
    CodeId id;
    BatchId batch;
    QString code;
    char state = 'a';
    int serial = 0;
    int uses = 0;
    qint64 amount = 0;
    QDateTime at;
};

void makeTable(const QString &database, qint64 count)
{
    Server server(database);
    server.run(u"DROP TABLE IF EXISTS bench_fetch"_s);
    server.run(
        u"CREATE TABLE bench_fetch AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS batch_id, "
        "'NEAR-' || upper(left(md5(n::text), 16)) AS code, 'available' AS state, n AS serial, 1 AS uses, "
        "25000000000 AS amount, now() + n * interval '1 second' AS at FROM generate_series(1, %1) n"_s.arg(count));
    server.run(u"VACUUM ANALYZE bench_fetch"_s);
}

qsizetype ours(Connection &connection)
{
    const Statement statement(QByteArray("SELECT ") + columns + " FROM bench_fetch");
    const Result<Rows> rows = connection.run(statement);
    if (!rows)
        giveUp(rows.failure().message);
    QList<Row> all;
    all.reserve(rows->count());
    for (int row = 0; row < rows->count(); ++row) {
        const Cell state = rows->cell(row, 3);
        all.append({rows->value<CodeId>(row, 0), rows->value<BatchId>(row, 1), rows->value<QString>(row, 2),
                    state.size > 0 ? *state.data : ' ', rows->value<int>(row, 4), rows->value<int>(row, 5),
                    rows->value<qint64>(row, 6), rows->value<QDateTime>(row, 7)});
    }
    return all.size();
}

qsizetype theirs(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(QString(u"SELECT "_s + QLatin1String(columns) + u" FROM bench_fetch"_s)))
        giveUp(query.lastError().text());
    QList<QVariantList> all;
    while (query.next()) {
        QVariantList row;
        row.reserve(8);
        for (int column = 0; column < 8; ++column)
            row.append(query.value(column));
        all.append(row);
    }
    return all.size();
}

qsizetype theirTexts(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(QString(u"SELECT "_s + QLatin1String(columns) + u" FROM bench_fetch"_s)))
        giveUp(query.lastError().text());
    QList<QStringList> all;
    while (query.next()) {
        QStringList row;
        row.reserve(8);
        for (int column = 0; column < 8; ++column)
            row.append(query.value(column).toString());
        all.append(row);
    }
    return all.size();
}

double counted(qint64 expected, const std::function<qsizetype()> &fetch)
{
    qsizetype found = 0;
    const double ms = timed([&] { found = fetch(); });
    if (found != expected)
        giveUp(u"%1 rows instead of %2."_s.arg(found).arg(expected));
    return ms;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QString database = argument(u"database"_s);
    const qint64 count = countArgument(u"rows"_s, 200'000);
    makeTable(database, count);
    Connection connection(*ConnInfo::parse(Server::dsn(database)), u"bench"_s);
    if (!connection.open())
        giveUp(connection.lastError().message);
    QSqlDatabase other = QSqlDatabase::addDatabase(u"QPSQL"_s);
    other.setConnectOptions(Server::dsn(database));
    if (!other.open())
        giveUp(other.lastError().text());
    ours(connection);
    theirs(other);
    const std::vector<double> ms = alternating({
        [&] { return counted(count, [&] { return ours(connection); }); },
        [&] { return counted(count, [&] { return theirs(other); }); },
        [&] { return counted(count, [&] { return theirTexts(other); }); },
    });
    const double ratio = ms[1] / ms[0];
    report({u"7"_s,
            u"Fetch %1 rows of 8 columns into structs; the alternative is QSqlQuery with cells as QVariant "
            "(as texts: %2)"_s.arg(grouped(count), spoken(ms[2])),
            spoken(ms[0]), spoken(ms[1]), ratio, u"≥ 2.5 × faster"_s, ratio >= 2.5});
    return 0;
}
