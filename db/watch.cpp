// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/watch.h"

#include "core/object_json.h"
#include "db/login_probe.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// A tenth of a second is left to the question and its answer: what was committed is to be seen within one second.
constexpr unsigned long askEveryMs = 900;
/// Whether the connection stands while nobody wants news, and whether a login without a role has one again.
constexpr unsigned long lookEveryMs = 5000;
constexpr int sessionEveryMs = 15'000;

/// 50 ms at first, for a server that only starts anew, then up to five seconds.
int waitAfter(int attempts)
{
    return std::min(50 << std::min(attempts, 7), 5000);
}

/// Marks a refusal that another password may end. Qt's driver does not say so; libpq, asked once more, does.
Failure withCause(Failure failure, const ConnInfo &info, const QString &program)
{
    if (info.fault() || failure.field == u"tunnel"_s)
        return failure;
    const LoginProbe probe = probeLogin(info, program);
    if (probe.passwordWanted || probe.passwordRefused)
        failure.field = u"password"_s;
    return failure;
}

} // namespace

Watch::Watch(ConnInfo info, QString program, Listener listener)
    : m_info(std::move(info))
    , m_program(std::move(program))
    , m_listener(std::move(listener))
{
}

Watch::~Watch()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_stopping = true;
        m_wake.wakeAll();
    }
    if (m_thread)
        m_thread->wait();
}

void Watch::start()
{
    if (m_thread)
        return;
    m_thread.reset(QThread::create([this] { work(); }));
    m_thread->start();
}

void Watch::retry()
{
    const QMutexLocker lock(&m_mutex);
    m_retry = true;
    m_wake.wakeAll();
}

void Watch::setWatching(bool watching)
{
    const QMutexLocker lock(&m_mutex);
    m_watching = watching;
    m_wake.wakeAll();
}

void Watch::work()
{
    Connection connection(m_info, m_program);
    connection.setInterrupt([this] { return m_stopping.load(); });
    bool wasOpen = false;
    while (!m_stopping) {
        if (!connection.isOpen()) {
            if (std::exchange(wasOpen, false))
                becomeLost(Failure::named(u"connection_failed"_s, PgError::lost({}).message));
            connectOnce(connection);
            wasOpen = connection.isOpen();
        } else {
            askForNews(connection);
        }
        rest(connection.isOpen());
    }
}

void Watch::connectOnce(Connection &connection)
{
    if (!m_entered)
        m_listener.state(ConnectionState::Connecting, {});
    Result<Done> opened = connection.open();
    if (opened)
        opened = enter(connection);
    else if (!m_entered && !m_stopping)
        opened = withCause(opened.failure(), m_info, m_program);
    if (opened || m_stopping)
        return;
    connection.close();
    ++m_attempts;
    m_listener.state(m_entered ? ConnectionState::Lost : ConnectionState::Refused, opened.failure());
}

/// Who and where we are, and the place from which news count; only then are we connected.
Result<Done> Watch::enter(Connection &connection)
{
    if (const Result<Done> known = refreshSession(connection); !known)
        return known;
    m_feed.forget();
    if (const Result<Change> marked = m_feed.ask(connection); !marked && !connection.isOpen())
        return marked.failure();
    m_attempts = 0;
    m_listener.state(ConnectionState::Connected, {});
    if (std::exchange(m_entered, true))
        m_listener.changed({true, {}, {}});
    return Done{};
}

Result<Done> Watch::refreshSession(Connection &connection)
{
    const Result<Rows> rows = connection.run(Statement::call("scrip.hello"));
    if (rows) {
        Session session = sessionFromJson(rows->single<QJsonObject>());
        // A newer version's rules are not ours: we look and do not touch.
        session.locked = session.locked || isTooNew(session);
        tellSession(session);
        return Done{};
    }
    if (!m_entered || rows.failure().kind != FailureKind::NotPermitted)
        return rows.failure();
    // The last role was taken from somebody who was in: the connection stands, and is good for nothing until then.
    if (!isShutOut()) {
        Session session = m_session;
        session.roles.clear();
        session.now = session.now.addMSecs(m_sinceSession.elapsed());
        tellSession(session);
    }
    return Done{};
}

void Watch::tellSession(const Session &session)
{
    m_session = session;
    m_sinceSession.start();
    m_listener.session(session);
}

void Watch::askForNews(Connection &connection)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_watching)
            return;
    }
    if (isShutOut()) {
        askForRoles(connection);
        return;
    }
    const Result<Change> change = m_feed.ask(connection);
    if (!change && change.failure().kind == FailureKind::NotPermitted)
        (void)refreshSession(connection);
    if (!change)
        return;
    if (change->everything || !change->kinds.isEmpty())
        m_listener.changed(*change);
    static const QSet<QString> ofSession{u"setting"_s, u"role"_s, u"session"_s};
    if (change->everything || change->kinds.intersects(ofSession) || m_sinceSession.hasExpired(sessionEveryMs))
        (void)refreshSession(connection);
}

/// What happened meanwhile was not told.
void Watch::askForRoles(Connection &connection)
{
    if (!refreshSession(connection) || isShutOut())
        return;
    m_feed.forget();
    (void)m_feed.ask(connection);
    m_listener.changed({true, {}, {}});
}

void Watch::becomeLost(const Failure &failure)
{
    m_feed.forget();
    m_listener.state(ConnectionState::Lost, failure);
}

/// Until there is something to do again. Refused at the start, it waits to be told: the wrong password, sent again
/// and again, could lock somebody out.
void Watch::rest(bool open)
{
    QMutexLocker lock(&m_mutex);
    if (!m_stopping && !m_retry) {
        if (open)
            m_wake.wait(&m_mutex, m_watching && !isShutOut() ? askEveryMs : lookEveryMs);
        else if (m_entered)
            m_wake.wait(&m_mutex, static_cast<unsigned long>(waitAfter(m_attempts)));
        else
            while (!m_stopping && !m_retry)
                m_wake.wait(&m_mutex);
    }
    m_retry = false;
}

} // namespace scrip
