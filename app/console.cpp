// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include "app/connection_text.h"
#include "db/sandbox.h"
#include "ui/shell/tour.h"

#include <QApplication>
#include <QThreadPool>
#include <QWindow>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int unpaintedMs = 1000;

/// Starting a cluster takes seconds the first time: never on the GUI thread.
Answer<SandboxStatus> startSandboxAside(const QString &dir, bool demo)
{
    auto promise = std::make_shared<QPromise<Result<SandboxStatus>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, dir, demo] {
        promise->addResult(Sandbox().start(dir, demo));
        promise->finish();
    });
    return promise->future();
}

} // namespace

Console::Console(QApplication &application, ConsoleOptions options)
    : m_options(std::move(options))
    , m_theme(application)
    , m_prompts(m_options.tourFolder.isEmpty() ? std::unique_ptr<Prompts>(std::make_unique<ScreenPrompts>())
                                               : std::unique_ptr<Prompts>(std::make_unique<ScriptedPrompts>()))
    , m_tester(m_connections, u"scrip-console"_s)
{
    connectParts();
    addWindow();
}

// The pages borrow the stores, so the windows go first.
Console::~Console()
{
    m_upkeep.reset();
    m_closed.clear();
    m_windows.clear();
}

void Console::start()
{
    setStatus(sandboxStarting());
    window().show();
    window().windowHandle()->installEventFilter(this);
    // A window that starts minimised is not painted, but connected it shall be.
    m_unpainted.setSingleShot(true);
    connect(&m_unpainted, &QTimer::timeout, this, &Console::openTarget);
    m_unpainted.start(unpaintedMs);
}

/// The first paint comes before the first byte to the database. The timer is due when the event that paints, which is
/// still to be handled, is over.
bool Console::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        m_unpainted.start(0);
    }
    return QObject::eventFilter(watched, event);
}

void Console::connectParts()
{
    connect(&m_jobs, &Jobs::changed, this, [this] {
        if (m_jobs.running() > 0)
            return;
        // Later: whoever says that a job ended may be a page of a window that was closed.
        QMetaObject::invokeMethod(this, &Console::dropClosed, Qt::QueuedConnection);
        if (m_wanted)
            switchTo(*std::exchange(m_wanted, std::nullopt));
    });
    connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (m_database)
            m_database->setWatching(state != Qt::ApplicationSuspended && state != Qt::ApplicationHidden);
    });
}

void Console::openTarget()
{
    m_unpainted.stop();
    if (m_options.target.isEmpty())
        startSandbox();
    else
        openSaved(m_options.target);
}

void Console::startSandbox()
{
    if (!m_database)
        setStatus(sandboxStarting());
    m_sandboxStart.ask(this, startSandboxAside(m_options.sandboxDir, m_options.demo),
                       [this](const Result<SandboxStatus> &status) {
                           if (status && m_database) {
                               m_database->retry();
                               return;
                           }
                           if (status) {
                               openDatabase(status->dsn);
                               return;
                           }
                           setStatus(sandboxFailed(status.failure()));
                           if (!m_options.tourFolder.isEmpty()) {
                               std::fprintf(stderr, "%s\n", qPrintable(status.failure().message));
                               QCoreApplication::exit(3);
                           }
                       });
}

void Console::openDatabase(const QString &target, const QString &password)
{
    OpenOptions options;
    options.target = target;
    options.password = password;
    options.waitMs = m_options.waitMs;
    options.program = u"scrip-console"_s;
    m_upkeep.reset();
    m_database = std::make_unique<Database>(options);
    watchConnection();
    m_database->setWatching(true);
    m_database->open();
    for (const auto &one : m_windows)
        one->enter(*m_database, *m_upkeep, known());
}

void Console::watchConnection()
{
    connect(m_database.get(), &ConnectionMonitor::stateChanged, this, &Console::onStateChanged);
    connect(m_database.get(), &ConnectionMonitor::sessionChanged, this, &Console::showStatus);
    connect(m_database.get(), &Database::doubtful, this, &Console::setDoubts);
    m_profile = savedProfile(m_options.target);
    showStatus();
    const Stores stores = m_database->stores();
    m_upkeep = std::make_unique<Upkeep>(*stores.maintenance, *stores.overview, *m_database);
    m_upkeep->setPasses(m_options.tourFolder.isEmpty());
}

KnownDatabase Console::known() const
{
    return {m_options.target, m_profile ? m_profile->name : m_database->target(),
            m_profile ? m_profile->safety : std::nullopt};
}

void Console::onStateChanged(ConnectionState state)
{
    showStatus();
    if (m_options.tourFolder.isEmpty()) {
        if (state == ConnectionState::Refused && m_database->lastFailure().field == u"password")
            askPassword(m_options.target);
        return;
    }
    if (state == ConnectionState::Connected && !m_tour)
        startTour();
    if (state == ConnectionState::Refused) {
        std::fprintf(stderr, "%s\n", qPrintable(m_database->lastFailure().message));
        QCoreApplication::exit(3);
    }
}

void Console::startTour()
{
    m_tour = new Tour(window(), m_theme, m_options.tourFolder, this);
    m_tour->setSize(m_options.tourSize);
    const QList<TourStop> stops = tourStops();
    for (const TourStop &stop : stops)
        m_tour->addStop(window().pageSpecs().constFirst().id, stop);
    connect(m_tour, &Tour::finished, this, &Console::finishTour);
    m_tour->start();
}

QList<TourStop> Console::tourStops()
{
    return m_windows.front()->guard().tourStops() << tourOfPassword();
}

void Console::finishTour()
{
    for (const QString &path : m_tour->written())
        std::printf("%s\n", qPrintable(path));
    for (const QString &failure : m_tour->failures())
        std::fprintf(stderr, "%s\n", qPrintable(failure));
    QCoreApplication::exit(m_tour->failures().isEmpty() ? 0 : 1);
}

} // namespace scrip
