// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/connection_trial.h"

#include "db/sql_bundle.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <memory>

#include <netdb.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr std::array stageNames{"resolve", "connect", "tls", "login", "schema", "role", "latency"};
constexpr int roundTrips = 5;
/// From here on every list is felt to be slow.
constexpr double slowMs = 100;

/// How many addresses a name has; nothing and the reason when it has none.
std::optional<int> addressesOf(const QString &host, QString *reason)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const int status = getaddrinfo(host.toUtf8().constData(), nullptr, &hints, &found);
    if (status != 0) {
        *reason = QString::fromLocal8Bit(gai_strerror(status));
        return std::nullopt;
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, freeaddrinfo);
    int count = 0;
    for (const addrinfo *address = found; address != nullptr; address = address->ai_next)
        ++count;
    return count;
}

QString versionText(int version)
{
    return QString(QString::number(version / 10'000) + u'.' + QString::number(version % 10'000));
}

} // namespace

ConnectionTrial::ConnectionTrial(ConnInfo info, QString program)
    : m_info(std::move(info))
    , m_program(std::move(program))
    , m_connection(m_info, m_program)
{
    m_test.target = m_info.target();
    for (const char *name : stageNames)
        m_test.stages << ConnectionStage{QString::fromLatin1(name), StageOutcome::Skipped, {}, {}};
}

ConnectionTest ConnectionTrial::run()
{
    [[maybe_unused]] const bool whole = resolve() && logIn() && look() && measure();
    return m_test;
}

void ConnectionTrial::pass(const char *stage, const QString &message)
{
    for (ConnectionStage &known : m_test.stages) {
        if (known.name == QLatin1String(stage))
            known = {known.name, StageOutcome::Passed, message, {}};
    }
}

void ConnectionTrial::warn(const char *stage, const QString &message, const QString &hint)
{
    for (ConnectionStage &known : m_test.stages) {
        if (known.name == QLatin1String(stage))
            known = {known.name, StageOutcome::Warned, message, hint};
    }
}

bool ConnectionTrial::fail(const char *stage, const QString &name, const QString &message, const QString &hint)
{
    for (ConnectionStage &known : m_test.stages) {
        if (known.name == QLatin1String(stage))
            known = {known.name, StageOutcome::Failed, message, hint};
    }
    m_test.failure = Failure::named(name, message, QString::fromLatin1(stage), hint);
    return false;
}

QString ConnectionTrial::sslMode() const
{
    const QString mode = m_info.fields(m_program).value(u"sslmode"_s);
    return mode.isEmpty() ? m_info.effective(u"sslmode"_s) : mode;
}

bool ConnectionTrial::resolve()
{
    if (m_info.isTunnelled()) {
        pass("resolve", tr("The far end of the tunnel looks the name up."));
        return true;
    }
    const QString address = m_info.effective(u"hostaddr"_s);
    const QStringList hosts = m_info.effective(u"host"_s).split(u',');
    if (!address.isEmpty()) {
        pass("resolve", tr("The address %1 is given: no name is looked up.").arg(address));
        return true;
    }
    QStringList told;
    for (const QString &host : hosts) {
        QString reason;
        if (host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@')) {
            told << (host.isEmpty() ? tr("A socket of this computer: no name is looked up.")
                                    : tr("The socket in %1: no name is looked up.").arg(host));
        } else if (const auto count = addressesOf(host, &reason)) {
            told << (*count == 1 ? tr("%1 has one address.").arg(host)
                                 : tr("%1 has %2 addresses.").arg(host).arg(*count));
        } else if (hosts.size() == 1) {
            return fail("resolve", u"connection_failed"_s, tr("The name %1 leads nowhere: %2.").arg(host, reason),
                        tr("Look at how it is spelled, and whether a VPN is needed to know it."));
        } else {
            told << tr("The name %1 leads nowhere: %2.").arg(host, reason);
        }
    }
    pass("resolve", told.join(u' '));
    return true;
}

void ConnectionTrial::tellEncryption(const QString &protocol)
{
    if (!protocol.isEmpty() && sslMode().startsWith("verify"_L1))
        pass("tls", tr("Encrypted with %1, and the server proved who it is (%2).").arg(protocol, sslMode()));
    else if (!protocol.isEmpty() && m_info.isLocal())
        pass("tls", tr("Encrypted with %1.").arg(protocol));
    else if (m_info.isLocal() && m_info.isTunnelled())
        pass("tls", tr("Encrypted by ssh, and nothing leaves the computer at its far end."));
    else if (!protocol.isEmpty())
        warn("tls", tr("Encrypted with %1, but nobody checked who the server is (%2).").arg(protocol, sslMode()),
             tr("Use sslmode verify-full."));
    else if (m_info.isLocal())
        pass("tls", tr("Not encrypted, and nothing leaves this computer."));
    else
        warn("tls", tr("Not encrypted: everybody on the way can read along (%1).").arg(sslMode()),
             tr("Use sslmode verify-full."));
}

bool ConnectionTrial::logIn()
{
    if (const Result<Done> reached = m_info.reach(); !reached)
        return fail("connect", u"connection_failed"_s, reached.failure().message, reached.failure().hint);
    const LoginProbe probe = probeLogin(m_info, m_program);
    const QString reason = probe.reason;
    if (probe.reached == LoginProbe::Step::Connecting)
        return fail("connect", u"connection_failed"_s, tr("No server answers: %1.").arg(reason),
                    tr("Look at host and port, at the firewall, and whether the server runs."));
    pass("connect", tr("A server answers at port %1.").arg(m_info.effective(u"port"_s)));
    if (probe.reached == LoginProbe::Step::Encrypting)
        return fail("tls", u"connection_failed"_s,
                    tr("The connection could not be made safe (%1): %2.").arg(sslMode(), reason),
                    tr("Put the certificate of who signed the server's into ~/.postgresql/root.crt, or name it with "
                       "sslrootcert."));
    tellEncryption(probe.encryption);
    if (probe.reached == LoginProbe::Step::LoggingIn)
        return fail("login", u"connection_failed"_s,
                    tr("The server does not let %1 in: %2.").arg(m_info.effective(u"user"_s), reason),
                    probe.passwordWanted ? tr("It wants a password, and there is none: put it into ~/.pgpass.")
                                         : tr("Look at user, database and password, and at the server's "
                                              "pg_hba.conf."));
    pass("login",
         tr("Logged in as %1 to PostgreSQL %2.").arg(m_info.effective(u"user"_s), versionText(probe.serverVersion)));
    return true;
}

void ConnectionTrial::tellSchema(const Session &session)
{
    static const int ours = SqlBundle().version();
    const QString version = QString::number(session.schemaVersion);
    if (session.schemaVersion > ours)
        warn("schema", tr("A newer version of Scrip migrated this database (%1): this one only reads.").arg(version),
             tr("Update Scrip."));
    else if (session.schemaVersion < ours)
        warn("schema", tr("The schema is at version %1, and this program knows %2.").arg(version).arg(ours),
             tr("Run scrip migrate."));
    else if (session.inRecovery)
        warn("schema", tr("The schema is at version %1; this is a replica and can only be read.").arg(version));
    else
        pass("schema",
             tr("The schema is at version %1; the database calls itself %2.").arg(version, session.environment));
}

bool ConnectionTrial::tellRole(const Session &session)
{
    if (session.roles.isEmpty())
        return fail("role", u"not_permitted"_s, tr("The login has none of Scrip's roles."),
                    tr("An admin can give it one: scrip role grant LOGIN ROLE."));
    pass("role", tr("%1 is %2.").arg(session.login, session.roles.join(u", "_s)));
    return true;
}

bool ConnectionTrial::look()
{
    if (const Result<Done> opened = m_connection.open(); !opened)
        return fail("login", u"connection_failed"_s, opened.failure().message);
    const Result<DatabaseIdentity> identity = identify(m_connection);
    if (identity) {
        tellSchema(identity->session);
        return tellRole(identity->session);
    }
    const Failure &failure = identity.failure();
    if (failure.kind != FailureKind::NotPermitted)
        return fail("schema", failure.name, failure.message, failure.hint);
    pass("schema", tr("There is a schema of Scrip."));
    return fail("role", u"not_permitted"_s, tr("The login has none of Scrip's roles."),
                tr("An admin can give it one: scrip role grant LOGIN ROLE."));
}

bool ConnectionTrial::measure()
{
    std::array<double, roundTrips> times{};
    for (double &time : times) {
        QElapsedTimer timer;
        timer.start();
        const Result<Rows> rows = m_connection.run(Statement("SELECT 1"));
        if (!rows)
            return fail("latency", rows.failure().name, rows.failure().message);
        time = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    std::sort(times.begin(), times.end());
    const double middle = times[roundTrips / 2];
    m_test.latencyMs = middle;
    const QString sentence = tr("A question and its answer take %1 ms.").arg(middle, 0, 'f', middle < 10 ? 2 : 0);
    if (middle < slowMs)
        pass("latency", sentence);
    else
        warn("latency", sentence, tr("Lists will feel slow: is there a way around a VPN or a far region?"));
    return true;
}

} // namespace scrip
