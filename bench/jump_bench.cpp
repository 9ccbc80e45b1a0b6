// SPDX-License-Identifier: GPL-3.0-or-later
// Row 5: a page in the middle and at the end of all codes, against OFFSET over the index that has this order. The
// other way gets it easy: it reads one table, while Scrip's page is masked and held against the billing table.
#include "bench/server.h"
#include "bench/trial.h"
#include "core/awaited.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

/// One database with both ways into it.
class Place
{
public:
    explicit Place(const QString &database)
        : m_trial(database)
        , m_server(database)
        , m_count(m_server.value(u"SELECT count(*) FROM scrip.code"_s).toLongLong())
    {
    }

    [[nodiscard]] qint64 count() const { return m_count; }

    double middle()
    {
        CodeStore &codes = *m_trial.stores().codes;
        return timed([&] {
            CodeQuery query;
            query.after = must(awaited(codes.position({}, {}, 0.5)));
            check(must(awaited(codes.page(query))));
        });
    }

    double end()
    {
        return timed([&] {
            CodeQuery query;
            query.back = true;
            check(must(awaited(m_trial.stores().codes->page(query))));
        });
    }

    double offset(qint64 from)
    {
        return timed([&] {
            m_server.run(u"SELECT * FROM scrip.code ORDER BY batch_id, serial LIMIT 200 OFFSET %1"_s.arg(from));
        });
    }

private:
    static void check(const Page<Code> &page)
    {
        if (page.items.size() != 200)
            giveUp(u"The page has %1 rows."_s.arg(page.items.size()));
    }

    Trial m_trial;
    Server m_server;
    qint64 m_count;
};

void tell(const QString &where, qint64 count, double ours, double theirs, double small)
{
    const double ratio = ours / theirs;
    report({u"5"_s,
            u"Jump to the %1 of %2 codes (a tenth of them: %3; growth exponent %4); the alternative is OFFSET"_s.arg(
                where, grouped(count), spoken(small), figure(exponent(small, ours, 10))),
            spoken(ours), spoken(theirs), ratio, u"≤ 1/50"_s, ratio <= 1.0 / 50});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    Place large(argument(u"large"_s));
    Place small(argument(u"small"_s));
    const qint64 half = large.count() / 2;
    const qint64 last = large.count() - 200;
    // The first round warms both up.
    large.middle();
    large.offset(last);
    small.middle();
    const std::vector<double> ms = alternating({
                                                   [&] { return large.middle(); },
                                                   [&] { return large.offset(half); },
                                                   [&] { return small.middle(); },
                                                   [&] { return large.end(); },
                                                   [&] { return large.offset(last); },
                                                   [&] { return small.end(); },
                                               },
                                               9);
    tell(u"middle"_s, large.count(), ms[0], ms[1], ms[2]);
    tell(u"end"_s, large.count(), ms[3], ms[4], ms[5]);
    return 0;
}
