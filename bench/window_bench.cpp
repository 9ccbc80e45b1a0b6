// SPDX-License-Identifier: GPL-3.0-or-later
// One start of the console, told in milliseconds since main(): when its window was painted first and, with a
// database, when its rows were. Without one the same window with the same pages stays by itself. start_bench runs it
// many times.
#include "app/console.h"
#include "bench/harness.h"
#include "bench/server.h"
#include "bench/watched_application.h"
#include "models/events_model.h"
#include "ui/events/events_page.h"

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

MainWindow *window()
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        if (auto *found = qobject_cast<MainWindow *>(widget))
            return found;
    }
    return nullptr;
}

bool hasRows()
{
    const MainWindow *main = window();
    const auto *page = main ? qobject_cast<EventsPage *>(main->currentPage()) : nullptr;
    return page && page->model().filledRows() > 0;
}

void withDatabase(WatchedApplication &app, const QElapsedTimer &clock, const QString &database)
{
    ConsoleOptions options;
    options.target = Server::dsn(database);
    Console console(app, options);
    console.start();
    const double painted = app.untilPainted(clock, [] { return window() != nullptr; });
    const double filled = app.untilPainted(clock, hasRows);
    std::printf("%f %f\n", painted, filled);
}

void byItself(WatchedApplication &app, const QElapsedTimer &clock)
{
    ThemeController theme(app);
    Jobs jobs;
    ScreenPrompts prompts;
    MainWindow main(jobs, theme, prompts);
    main.addPage({u"events"_s, u"&Events"_s, Glyph::Event,
                  [](QWidget *parent) { return new WindowPage(u"Events"_s, parent); }});
    main.show();
    std::printf("%f 0\n", app.untilPainted(clock, [] { return true; }));
}

} // namespace

int main(int argc, char **argv)
{
    QElapsedTimer clock;
    clock.start();
    WatchedApplication app(argc, argv);
    QCoreApplication::setOrganizationName(u"Scrip"_s);
    QCoreApplication::setApplicationName(u"bench"_s);
    const QString database = argument(u"database"_s);
    if (database.isEmpty())
        byItself(app, clock);
    else
        withDatabase(app, clock, database);
    return 0;
}
