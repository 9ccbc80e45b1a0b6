// SPDX-License-Identifier: GPL-3.0-or-later
// Row 4: the table of codes from nothing to its first painted rows, against QSqlTableModel in a QTableView on the
// billing table; and the memory it takes when one scrolls far.
#include "bench/server.h"
#include "bench/trial.h"
#include "bench/watched_application.h"
#include "models/codes_model.h"
#include "ui/codes/codes_table.h"
#include "ui/theme/theme_controller.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlTableModel>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

constexpr QSize size(1200, 800);
constexpr int jumps = 500;

/// The product's table on one database.
class Browser
{
public:
    Browser(WatchedApplication &app, const QString &database)
        : m_app(app)
        , m_trial(database)
        , m_database(database)
    {
    }

    /// The codes there are, counted the slow way.
    [[nodiscard]] qint64 count() const
    {
        return Server(m_database).value(u"SELECT count(*) FROM scrip.code"_s).toLongLong();
    }

    double firstPaint()
    {
        QElapsedTimer clock;
        clock.start();
        open();
        return m_app.untilPainted(clock, [this] { return m_model->peek(0) && m_model->isCountKnown(); });
    }

    /// Goes to places all over the list and waits for the rows of each.
    double wander()
    {
        QRandomGenerator places(4);
        return timed([&] {
            for (int jump = 0; jump < jumps; ++jump) {
                const int row = places.bounded(m_model->rowCount());
                m_table->scrollToRow(row);
                m_app.until([&] { return m_model->peek(row) != nullptr; });
            }
        });
    }

    void close()
    {
        m_table.reset();
        m_model.reset();
    }

private:
    void open()
    {
        m_model = std::make_unique<CodesModel>(*m_trial.stores().codes);
        m_table = std::make_unique<CodesTable>(m_model.get());
        m_table->resize(size);
        m_table->show();
        m_model->setFilter({});
    }

    WatchedApplication &m_app;
    Trial m_trial;
    QString m_database;
    std::unique_ptr<CodesModel> m_model;
    std::unique_ptr<CodesTable> m_table;
};

double usualFirstPaint(WatchedApplication &app, const QSqlDatabase &database)
{
    QElapsedTimer clock;
    clock.start();
    QSqlTableModel model(nullptr, database);
    model.setTable(u"public.credit_event_codes"_s);
    if (!model.select())
        giveUp(model.lastError().text());
    QTableView view;
    view.setModel(&model);
    view.resize(size);
    view.show();
    return app.untilPainted(clock, [&] { return model.rowCount() > 0; });
}

/// Before anything else has taken memory.
void memory(Browser &browser)
{
    const double before = residentMb();
    browser.firstPaint();
    const double opened = residentMb();
    const double ms = browser.wander();
    const double after = residentMb();
    browser.close();
    report({u"4"_s,
            u"Memory of the table after %1 random jumps over all codes, from before it was opened (opened: %2 MB, "
            "a jump: %3)"_s.arg(QString::number(jumps), figure(opened - before), spoken(ms / jumps)),
            u"%1 MB"_s.arg(figure(after - before)),
            {},
            {},
            u"≤ 20 MB"_s,
            after - before <= 20});
}

void paint(WatchedApplication &app, Browser &large, Browser &small, const QSqlDatabase &usual)
{
    const auto ours = [](Browser &browser) {
        const double ms = browser.firstPaint();
        browser.close();
        return ms;
    };
    const std::vector<double> ms = alternating({
        [&] { return ours(large); },
        [&] { return ours(small); },
        [&] { return usualFirstPaint(app, usual); },
    });
    const double ratio = ms[0] / ms[2];
    report({u"4"_s, u"First paint of %1 codes; the alternative is QSqlTableModel"_s.arg(grouped(large.count())),
            spoken(ms[0]), spoken(ms[2]), ratio, u"≤ 1/100"_s, ratio <= 0.01});
    const double growth = ms[0] / ms[1];
    report({u"4"_s,
            u"First paint of %1 codes against that of %2 (growth exponent %3)"_s.arg(
                grouped(large.count()), grouped(small.count()), figure(exponent(ms[1], ms[0], 10))),
            spoken(ms[0]), spoken(ms[1]), growth, u"± 20 %"_s, growth >= 0.8 && growth <= 1.2});
}

} // namespace

int main(int argc, char **argv)
{
    WatchedApplication app(argc, argv);
    QCoreApplication::setOrganizationName(u"Scrip"_s);
    QCoreApplication::setApplicationName(u"bench"_s);
    const ThemeController theme(app);
    const QString database = argument(u"large"_s);
    Browser large(app, database);
    Browser small(app, argument(u"small"_s));
    small.firstPaint(); // fonts and caches
    small.close();
    memory(large);
    QSqlDatabase usual = QSqlDatabase::addDatabase(u"QPSQL"_s);
    usual.setConnectOptions(Server::dsn(database));
    if (!usual.open())
        giveUp(usual.lastError().text());
    paint(app, large, small, usual);
    return 0;
}
