// SPDX-License-Identifier: GPL-3.0-or-later
// Row 1: minting through the product's store, against COPY binary of the very rows it made, and against a prepared
// QSqlQuery for each row. Each run starts from a copy of the database in which the batch is open and empty.
#include "bench/server.h"
#include "bench/trial.h"
#include "db/sandbox.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

const QString scratch = u"bench_mint"_s;

/// The rows of a minted batch as COPY takes them.
struct BinaryRows
{
    QByteArray billing;
    QByteArray own;
};

/// An open batch of one size, in a database of its own that serves as the template of each run.
class OpenBatch
{
public:
    explicit OpenBatch(qint64 count)
        : m_count(count)
        , m_template(u"bench_open_%1"_s.arg(count))
    {
        Server::make(m_template, Sandbox::database());
        m_event = Trial(m_template).createEvent(u"Mint"_s);
        // As the store will ask again: the batch is there then.
        Server(m_template)
            .run(u"SELECT scrip.open_batch('%1', NULL, '%2', %3, '{\"groups\": 4, \"max_uses\": 1}')"_s.arg(
                m_key, m_event.toText(), QString::number(count)));
    }

    ~OpenBatch() { Server::drop(m_template); }
    OpenBatch(const OpenBatch &) = delete;
    OpenBatch &operator=(const OpenBatch &) = delete;

    [[nodiscard]] qint64 count() const { return m_count; }

    double mint() const
    {
        startOver();
        const Trial trial(scratch);
        return timed([&] { trial.mint(m_event, m_count, m_key); });
    }

    /// Of what the last mint() made.
    static BinaryRows rows()
    {
        Server server(scratch);
        return {server.copyOut(u"COPY public.credit_event_codes TO STDOUT (FORMAT binary)"_s),
                server.copyOut(u"COPY scrip.code TO STDOUT (FORMAT binary)"_s)};
    }

    double copy(const BinaryRows &rows) const
    {
        startOver();
        Server server(scratch);
        return timed([&] {
            server.run(u"BEGIN"_s);
            server.copyIn(u"COPY public.credit_event_codes FROM STDIN (FORMAT binary)"_s, rows.billing);
            server.copyIn(u"COPY scrip.code FROM STDIN (FORMAT binary)"_s, rows.own);
            server.run(u"COMMIT"_s);
        });
    }

    double query() const;

private:
    void startOver() const
    {
        Server::make(scratch, m_template);
        Server(scratch).run(u"CHECKPOINT"_s);
    }

    qint64 m_count;
    QString m_template;
    QString m_key = newKey();
    EventId m_event;
};

QSqlQuery prepared(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.prepare(statement))
        giveUp(query.lastError().text());
    return query;
}

void put(QSqlQuery &query, const QVariantList &values)
{
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        giveUp(query.lastError().text());
}

void insertAll(QSqlDatabase &database, const QList<QVariantList> &billing, const QList<QVariantList> &own)
{
    database.transaction();
    QSqlQuery first = prepared(database, u"INSERT INTO public.credit_event_codes (id, credit_event_id, code) "
                                         "VALUES (?, ?, ?)"_s);
    QSqlQuery second =
        prepared(database, u"INSERT INTO scrip.code (id, batch_id, serial, norm) VALUES (?, ?, ?, ?)"_s);
    for (qsizetype row = 0; row < billing.size(); ++row) {
        put(first, billing[row]);
        put(second, own[row]);
    }
    database.commit();
}

QList<QVariantList> selected(const QSqlDatabase &database, const QString &statement, int columns)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        giveUp(query.lastError().text());
    QList<QVariantList> rows;
    while (query.next()) {
        QVariantList row;
        for (int column = 0; column < columns; ++column)
            row << query.value(column);
        rows << row;
    }
    return rows;
}

QSqlDatabase opened(const QString &name)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
    database.setConnectOptions(Server::dsn(scratch));
    if (!database.open())
        giveUp(database.lastError().text());
    return database;
}

/// Of the rows that the last mint() made; they are fetched before the clock runs.
double OpenBatch::query() const
{
    QList<QVariantList> billing;
    QList<QVariantList> own;
    {
        QSqlDatabase database = opened(u"fetch"_s);
        billing = selected(database, u"SELECT id, credit_event_id, code FROM public.credit_event_codes"_s, 3);
        own = selected(database, u"SELECT id, batch_id, serial, norm FROM scrip.code"_s, 4);
        database.close();
    }
    QSqlDatabase::removeDatabase(u"fetch"_s);
    startOver();
    double ms = 0;
    {
        QSqlDatabase database = opened(u"insert"_s);
        ms = timed([&] { insertAll(database, billing, own); });
        database.close();
    }
    QSqlDatabase::removeDatabase(u"insert"_s);
    return ms;
}

void againstCopy(qint64 count)
{
    const OpenBatch large(count);
    const OpenBatch small(count / 10);
    BinaryRows largeRows;
    BinaryRows smallRows;
    const std::vector<double> ms = alternating({
        [&] {
            const double taken = large.mint();
            if (largeRows.own.isEmpty())
                largeRows = OpenBatch::rows();
            return taken;
        },
        [&] { return large.copy(largeRows); },
        [&] {
            const double taken = small.mint();
            if (smallRows.own.isEmpty())
                smallRows = OpenBatch::rows();
            return taken;
        },
        [&] { return small.copy(smallRows); },
    });
    const double ratio = ms[0] / ms[1];
    report({u"1"_s,
            u"Mint %1 codes into both tables; the alternative is COPY binary of the same rows"_s.arg(grouped(count)),
            spoken(ms[0]), spoken(ms[1]), ratio, u"≤ 2.5"_s, ratio <= 2.5});
    report({u"1"_s,
            u"The same with %1 codes; growth exponent of minting %2, of COPY %3"_s.arg(
                grouped(count / 10), figure(exponent(ms[2], ms[0], 10)), figure(exponent(ms[3], ms[1], 10))),
            spoken(ms[2]), spoken(ms[3]), ms[2] / ms[3], u"≤ 2.5"_s, ms[2] / ms[3] <= 2.5});
}

void againstQuery(qint64 count)
{
    const OpenBatch batch(count);
    const std::vector<double> ms = alternating({[&] { return batch.mint(); }, [&] { return batch.query(); }});
    const double ratio = ms[1] / ms[0];
    report({u"1"_s,
            u"Mint %1 codes; the alternative is a prepared QSqlQuery for each row of both tables, one transaction, "
            "the codes being there already"_s.arg(grouped(count)),
            spoken(ms[0]), spoken(ms[1]), ratio, u"≥ 10 × faster"_s, ratio >= 10});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    againstCopy(countArgument(u"codes"_s, 1'000'000));
    againstQuery(countArgument(u"query-codes"_s, 50'000));
    Server::drop(scratch);
    return 0;
}
