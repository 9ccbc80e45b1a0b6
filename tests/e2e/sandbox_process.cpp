// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QDir>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int longestCall = 120'000;

} // namespace

QJsonObject ProgramCall::object() const
{
    return QJsonDocument::fromJson(out).object();
}

QString ProgramCall::errorName() const
{
    return QJsonDocument::fromJson(err).object()["error"_L1].toObject()["name"_L1].toString();
}

SandboxProcess::SandboxProcess()
    : m_dir(QDir::tempPath() + u"/se-XXXXXX"_s) // short: a socket's path has an end
    , m_program(qEnvironmentVariable("SCRIP_BIN"))
{
    // Under root the server runs as somebody else, who has to pass through here.
    QFile::setPermissions(m_dir.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup |
                                            QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther);
    start();
}

SandboxProcess::~SandboxProcess()
{
    call({u"sandbox"_s, u"stop"_s});
}

QProcessEnvironment SandboxProcess::environment(const QStringList &more) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"SCRIP_DB"_s, u"PGHOST"_s, u"PGUSER"_s, u"PGDATABASE"_s, u"PGSERVICE"_s})
        environment.remove(name);
    environment.insert(u"SCRIP_SANDBOX_DIR"_s, m_dir.filePath(u"sb"_s));
    environment.insert(u"XDG_STATE_HOME"_s, m_dir.filePath(u"state"_s));
    environment.insert(u"scrip"_s, m_program);
    environment.insert(u"dir"_s, m_dir.path());
    for (const QString &line : more)
        environment.insert(line.section(u'=', 0, 0), line.section(u'=', 1));
    return environment;
}

ProgramCall SandboxProcess::finish(QProcess &process, const QByteArray &input)
{
    process.write(input);
    process.closeWriteChannel();
    ProgramCall call;
    if (process.waitForFinished(longestCall) && process.exitStatus() == QProcess::NormalExit)
        call.status = process.exitCode();
    call.out = process.readAllStandardOutput();
    call.err = process.readAllStandardError();
    return call;
}

ProgramCall SandboxProcess::call(const QStringList &arguments, const QStringList &more, const QByteArray &input) const
{
    QProcess process;
    process.setProcessEnvironment(environment(more));
    process.start(m_program, arguments);
    return finish(process, input);
}

ProgramCall SandboxProcess::call(const char *words) const
{
    return call(QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts));
}

std::unique_ptr<QProcess> SandboxProcess::begin(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment({}));
    process->start(m_program, arguments);
    return process;
}

ProgramCall SandboxProcess::shell(const QString &script) const
{
    QProcess process;
    process.setProcessEnvironment(environment({}));
    process.start(u"bash"_s, {u"-c"_s, script});
    return finish(process, {});
}

ProgramCall SandboxProcess::psql(const QString &dsn, const QString &statements) const
{
    QProcess process;
    process.setProcessEnvironment(environment({u"PGPASSWORD=secret"_s}));
    process.start(u"/usr/lib/postgresql/15/bin/psql"_s, {u"-X"_s, u"-q"_s, u"-At"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s,
                                                         u"-1"_s, u"-d"_s, dsn, u"-f"_s, u"-"_s});
    return finish(process, statements.toUtf8());
}

QByteArray SandboxProcess::sql(const QString &statement) const
{
    const ProgramCall call = psql(m_dsn, statement);
    return call.status == 0 ? QByteArray() : call.told() + '.';
}

ProgramCall SandboxProcess::start() const
{
    const ProgramCall started = call({u"sandbox"_s, u"start"_s, u"--empty"_s});
    m_dsn = started.object()["dsn"_L1].toString();
    return started;
}

QString SandboxProcess::login() const
{
    return m_dsn.section(u" user="_s, 1).section(u' ', 0, 0);
}

QString SandboxProcess::dsnOf(const QString &login, const QString &database) const
{
    QStringList parts = m_dsn.split(u' ');
    for (QString &part : parts) {
        if (part.startsWith(u"user="))
            part = u"user="_s + login;
        if (part.startsWith(u"dbname=") && !database.isEmpty())
            part = u"dbname="_s + database;
    }
    return parts.join(u' ');
}

} // namespace scrip
