// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/context.h"

#include "cli/verb.h"

#include <QIODevice>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace scrip::cli {

Context::Context(const Globals &globals, Gateway &gateway, SheetWork &sheets, const Streams &streams, bool json)
    : m_globals(globals)
    , m_gateway(gateway)
    , m_sheets(sheets)
    , m_streams(streams)
    , m_output(streams, json)
    , m_key(globals.key.value_or(newKey()))
{
}

Result<QString> Context::target()
{
    if (m_globals.database)
        return *m_globals.database;
    if (const QString named = m_streams.environment.value(u"SCRIP_DB"_s); !named.isEmpty())
        return named;
    if (const QString sandbox = m_gateway.sandbox().runningDsn(); !sandbox.isEmpty())
        return sandbox;
    return Failure::named(u"connection_failed"_s, Say::tr("No database is named, and no sandbox is running."));
}

Result<OpenDatabase> Context::database()
{
    if (m_database)
        return *m_database;
    const Result<QString> where = target();
    if (!where)
        return where.failure();
    const Result<int> wait = m_globals.waitMs();
    if (!wait)
        return wait.failure();
    Result<OpenDatabase> opened = m_gateway.open({*where, *wait, u"scrip"_s});
    if (opened)
        m_database = *opened;
    return opened;
}

Result<Stores> Context::stores()
{
    return database().then([](const OpenDatabase &opened) { return opened.stores; });
}

Result<Session> Context::session()
{
    if (m_session)
        return *m_session;
    const Result<Stores> opened = stores();
    if (!opened)
        return opened.failure();
    Result<Session> session = awaited(opened->administration->session());
    if (session)
        m_session = *session;
    return session;
}

WriteContext Context::write(const std::optional<QString> &reason) const
{
    return {m_key, m_globals.as.value_or(QString()), reason.value_or(QString())};
}

std::unique_ptr<ProgressLine> Context::progress(const QString &what) const
{
    return std::make_unique<ProgressLine>(m_streams.err, m_streams.outIsTerminal && !m_output.isJson(), what);
}

Result<QString> Context::argumentOrInput(const QString &argument)
{
    constexpr qint64 longestLine = 4096;
    if (argument != u"-")
        return argument;
    const QByteArray line = m_streams.in->readLine(longestLine);
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = QString(decode(line)).trimmed();
    if (decode.hasError())
        return usage(Say::tr("What was read from standard input is not text in UTF-8."), u"code"_s);
    if (text.isEmpty())
        return usage(Say::tr("Nothing was read from standard input."), u"code"_s);
    return text;
}

} // namespace scrip::cli
