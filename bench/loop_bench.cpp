// SPDX-License-Identifier: GPL-3.0-or-later
// The longest time in which the console's window answers nothing, while codes are minted from it and the page of
// codes is scrolled, with everything alive: jobs, change feed, page. Afterwards the list is scrolled from end to end,
// and so are a million claims.
#include "bench/heartbeat.h"
#include "bench/server.h"
#include "bench/trial.h"
#include "bench/watched_application.h"
#include "db/database.h"
#include "models/claims_model.h"
#include "models/codes_model.h"
#include "ui/claims/claims_page.h"
#include "ui/claims/claims_table.h"
#include "ui/codes/codes_page.h"
#include "ui/codes/codes_table.h"
#include "ui/mint/mint_run.h"
#include "ui/shell/jobs.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/prompts.h"

#include <QRandomGenerator>
#include <QScrollBar>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::bench;

namespace {

constexpr int frameMs = 16;
constexpr double mostMs = 16;
/// A jump somewhere else this often, in frames.
constexpr int jumpEvery = 25;
constexpr int wheelStep = 90;
constexpr int rowsInSight = 20;

/// Scrolls like a hand on the wheel: some rows a frame, now and then a leap.
class Hand
{
public:
    explicit Hand(TableView &table)
        : m_bar(*table.verticalScrollBar())
        , m_random(7)
    {
        m_timer.setInterval(frameMs);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { move(); });
    }

    /// A wheel's step a frame.
    void wander()
    {
        m_leaps = true;
        m_timer.start();
    }
    /// From the beginning to the end in so many frames.
    void sweep(int frames)
    {
        m_bar.setValue(0);
        m_frames = frames;
        m_leaps = false;
        m_timer.start();
    }
    void stop() { m_timer.stop(); }
    [[nodiscard]] bool isAtEnd() const { return m_bar.maximum() > 0 && m_bar.value() >= m_bar.maximum(); }

private:
    void move()
    {
        const bool leap = m_leaps && (++m_frame % jumpEvery == 0 || isAtEnd());
        // The length is asked each time: it is known only some time after the rows are.
        const int step = m_leaps ? wheelStep : std::max(1, m_bar.maximum() / m_frames);
        m_bar.setValue(leap ? m_random.bounded(m_bar.maximum() + 1) : m_bar.value() + step);
    }

    QScrollBar &m_bar;
    QTimer m_timer;
    QRandomGenerator m_random;
    int m_frames = 1;
    int m_frame = 0;
    bool m_leaps = false;
};

/// The console's window on one database, as the program puts it together, open at the page of codes or of claims.
class Room
{
public:
    Room(WatchedApplication &app, const QString &dsn)
        : m_app(app)
        , m_theme(app)
        , m_database({dsn, 15'000, u"bench"_s}, nullptr, WriteJournal(m_journal.path()))
        , m_window(m_jobs, m_theme, m_prompts)
    {
        addPage<CodesPage>(u"codes"_s, Glyph::Code);
        addPage<ClaimsPage>(u"claims"_s, Glyph::Claim);
        m_window.resize(1440, 900);
        m_window.show();
        m_database.setWatching(true);
        m_database.open();
        m_app.until([this] { return m_database.state() == ConnectionState::Connected; });
    }

    void openCodes() { open<CodesPage>(u"codes"_s); }
    void openClaims() { open<ClaimsPage>(u"claims"_s); }

    [[nodiscard]] TableView &table() { return *m_table; }
    [[nodiscard]] qint64 count() const { return m_model->count(); }

    void awaitRows(qint64 count)
    {
        m_app.until([this, count] { return m_model->isCountKnown() && m_model->count() >= count; });
    }
    /// Until the rows in sight are there.
    void awaitSight()
    {
        const auto isThere = [this](int row) {
            return m_model->index(row, 0).data(RowStateRole).toInt() != int(RowFill::Loading);
        };
        m_app.until([this, isThere] {
            const int top = m_table->topRow();
            return m_model->isCountKnown() && isThere(top) &&
                   isThere(std::min(top + rowsInSight, m_model->rowCount() - 1));
        });
    }

    /// Mints from the window and runs the event loop until the end.
    void mint(const EventId &event, qint64 count)
    {
        bool over = false;
        MintRequest request;
        request.event = event;
        request.count = count;
        const Stores stores = m_database.stores();
        auto *run = new MintRun({stores.batches, &m_jobs, {}}, &m_window, &m_window);
        QObject::connect(run, &MintRun::minted, &m_window, [&over] { over = true; });
        QObject::connect(run, &MintRun::failed, &m_window, [](const Failure &failure) { giveUp(failure.message); });
        run->setRequest(request, u"Mint"_s);
        run->start();
        m_app.until([&over] { return over; });
    }

private:
    template <typename Page> void addPage(const QString &id, Glyph glyph)
    {
        m_window.addPage({id, id, glyph, [this](QWidget *parent) {
                              const TablePorts ports{m_database, m_jobs, m_prompts};
                              return new Page(m_database.stores(), ports, parent);
                          }});
    }
    template <typename Page> void open(const QString &id)
    {
        m_window.openPage(id);
        auto &page = *qobject_cast<Page *>(m_window.currentPage());
        m_table = page.table();
        m_model = page.model();
    }

    WatchedApplication &m_app;
    QTemporaryDir m_journal;
    ThemeController m_theme;
    Jobs m_jobs;
    ScreenPrompts m_prompts;
    Database m_database;
    MainWindow m_window;
    TableView *m_table = nullptr;
    PagedTableBase *m_model = nullptr;
};

void tell(const QString &work, const Heartbeat &heart, const WatchedApplication &app)
{
    report({u"loop"_s,
            u"%1: longest gap (99 %: %2, gaps above 16 ms: %3, longest work of our own between two beats: %4)"_s.arg(
                work, spoken(heart.percentile(0.99)), QString::number(heart.longerThan(mostMs)),
                spoken(heart.longestWork())),
            spoken(heart.longest()),
            {},
            {},
            u"≤ 16 ms"_s,
            heart.longest() <= mostMs});
    const QStringList events = app.longestEvents(6);
    for (const QString &event : events)
        std::fprintf(stderr, "  %s\n", qUtf8Printable(event));
}

void mintAndWander(WatchedApplication &app, Room &room, const EventId &event, qint64 count)
{
    Heartbeat heart;
    Hand hand(room.table());
    app.forgetEvents();
    heart.start();
    hand.wander();
    room.mint(event, count);
    room.awaitRows(count);
    hand.stop();
    heart.stop();
    tell(u"Mint %1 codes while the page of codes is scrolled"_s.arg(grouped(count)), heart, app);
}

void sweep(WatchedApplication &app, Room &room, const QString &rows)
{
    Heartbeat heart;
    Hand hand(room.table());
    app.forgetEvents();
    heart.start();
    hand.sweep(600);
    app.until([&hand] { return hand.isAtEnd(); });
    hand.wander();
    const QDeadlineTimer deadline(6000);
    app.until([&deadline] { return deadline.hasExpired(); });
    hand.stop();
    heart.stop();
    tell(u"Scroll through %1 %2"_s.arg(grouped(room.count()), rows), heart, app);
}

/// What one does before scrolling: once, in a page that is made for it.
void openClaims(WatchedApplication &app, Room &room, qint64 count)
{
    Heartbeat heart;
    app.forgetEvents();
    heart.start();
    room.openClaims();
    room.awaitRows(count);
    room.awaitSight();
    heart.stop();
    tell(u"Make the page of claims and read the first of %1"_s.arg(grouped(room.count())), heart, app);
}

/// What one does beside scrolling.
void sortClaims(WatchedApplication &app, Room &room)
{
    Heartbeat heart;
    app.forgetEvents();
    heart.start();
    QScrollBar *bar = room.table().verticalScrollBar();
    // Newest first, oldest first, newest first again; each from its beginning to its end.
    for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder, Qt::DescendingOrder}) {
        room.table().sortByColumn(ClaimColumns::At, order);
        room.awaitSight();
        bar->setValue(bar->maximum());
        room.awaitSight();
        bar->setValue(0);
        room.awaitSight();
    }
    room.table().selectAll();
    room.table().clearSelection();
    heart.stop();
    tell(u"Sort %1 claims by time, go to their end and back, select all"_s.arg(grouped(room.count())), heart, app);
}

} // namespace

int main(int argc, char **argv)
{
    WatchedApplication app(argc, argv);
    QCoreApplication::setOrganizationName(u"Scrip"_s);
    QCoreApplication::setApplicationName(u"bench"_s);
    const QString database = argument(u"database"_s);
    const qint64 count = countArgument(u"codes"_s, 100'000);
    EventId event;
    {
        const Trial trial(database);
        event = trial.createEvent(u"Browsing"_s);
        trial.mint(event, 1'000, newKey()); // something to look at
    }
    {
        Room room(app, Server::dsn(database));
        room.openCodes();
        room.awaitRows(1'000);
        mintAndWander(app, room, event, count);
        sweep(app, room, u"codes"_s);
    }
    const QString large = argument(u"large"_s);
    if (!large.isEmpty()) {
        Room room(app, Server::dsn(large));
        room.openCodes();
        room.awaitRows(1'000);
        sweep(app, room, u"codes"_s);
    }
    const QString claimed = argument(u"claimed"_s);
    if (!claimed.isEmpty()) {
        Room room(app, Server::dsn(claimed));
        openClaims(app, room, countArgument(u"claims"_s, 1'000'000));
        sortClaims(app, room);
        sweep(app, room, u"claims"_s);
    }
    return 0;
}
