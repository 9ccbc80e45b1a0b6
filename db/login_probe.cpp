// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/login_probe.h"

#include <QDeadlineTimer>

#include <memory>
#include <vector>

#include <libpq-fe.h>
#include <poll.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int usualSeconds = 5;

struct Closer
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
};
using Handle = std::unique_ptr<PGconn, Closer>;

Handle start(const ConnectionFields &fields)
{
    QList<QByteArray> texts;
    for (auto field = fields.begin(); field != fields.end(); ++field)
        texts << field.key().toUtf8() << field->toUtf8();
    std::vector<const char *> names;
    std::vector<const char *> values;
    for (qsizetype i = 0; i < texts.size(); i += 2) {
        names.push_back(texts[i].constData());
        values.push_back(texts[i + 1].constData());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return Handle(PQconnectStartParams(names.data(), values.data(), 0));
}

/// Never back: a second host or a second try is told by where the last one stopped.
LoginProbe::Step stepOf(ConnStatusType status, LoginProbe::Step before)
{
    switch (status) {
    case CONNECTION_NEEDED:
    case CONNECTION_STARTED:
        return LoginProbe::Step::Connecting;
    case CONNECTION_SSL_STARTUP:
    case CONNECTION_GSS_STARTUP:
        return LoginProbe::Step::Encrypting;
    case CONNECTION_AWAITING_RESPONSE:
    case CONNECTION_AUTH_OK:
    case CONNECTION_SETENV:
    case CONNECTION_CONSUME:
    case CONNECTION_CHECK_TARGET:
    case CONNECTION_CHECK_STANDBY:
    case CONNECTION_CHECK_WRITABLE:
    case CONNECTION_OK:
        return LoginProbe::Step::LoggingIn;
    case CONNECTION_MADE:
    case CONNECTION_BAD:
        break;
    }
    return before;
}

/// False when the time is up.
bool await(PGconn *connection, PostgresPollingStatusType wanted, const QDeadlineTimer &deadline)
{
    const short events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    pollfd socket{PQsocket(connection), events, 0};
    return poll(&socket, 1, static_cast<int>(deadline.remainingTime())) > 0;
}

QDeadlineTimer patience(const ConnectionFields &fields)
{
    const int seconds = fields.value(u"connect_timeout"_s).toInt();
    const auto hosts = fields.value(u"host"_s).count(u',') + 1;
    return QDeadlineTimer((seconds > 0 ? seconds : usualSeconds) * 1000 * hosts);
}

} // namespace

LoginProbe probeLogin(const ConnInfo &info, const QString &program)
{
    LoginProbe probe;
    const ConnectionFields fields = info.fields(program);
    const QDeadlineTimer deadline = patience(fields);
    const Handle handle = start(fields);
    PostgresPollingStatusType wanted =
        PQstatus(handle.get()) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (wanted == PGRES_POLLING_READING || wanted == PGRES_POLLING_WRITING) {
        probe.reached = stepOf(PQstatus(handle.get()), probe.reached);
        if (!await(handle.get(), wanted, deadline)) {
            probe.reason = ConnInfo::tr("there was no answer in time");
            return probe;
        }
        wanted = PQconnectPoll(handle.get());
    }
    if (wanted != PGRES_POLLING_OK) {
        probe.reason = QString::fromUtf8(PQerrorMessage(handle.get())).simplified();
        probe.passwordWanted = PQconnectionNeedsPassword(handle.get()) == 1;
        probe.passwordRefused = PQconnectionUsedPassword(handle.get()) == 1;
        return probe;
    }
    probe.reached = LoginProbe::Step::Done;
    probe.serverVersion = PQserverVersion(handle.get());
    if (PQsslInUse(handle.get()) == 1)
        probe.encryption = QString::fromUtf8(PQsslAttribute(handle.get(), "protocol"));
    return probe;
}

} // namespace scrip
