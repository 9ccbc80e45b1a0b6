// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_process.h"

#include "cli/run.h"
#include "db/pg_gateway.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QTranslator>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Standard error belongs to the contract: what libraries have to say goes there only when somebody asks for it.
void quietMessages(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type == QtFatalMsg || qEnvironmentVariableIsSet("SCRIP_LOG"))
        std::fprintf(stderr, "%s\n", qUtf8Printable(message));
}

/// A shell can close a standard stream. Its number would go to the next file that is opened, a connection perhaps,
/// and the answer with it: taken by something that fails instead.
void occupyStandardStreams()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) == -1) [[maybe_unused]]
            const int taken = ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

/// By descriptor: a stream of the C library keeps what it is given, and fails when nobody looks any more.
void openStream(QFile &file, int descriptor, QIODevice::OpenMode mode)
{
    if (!file.open(descriptor, mode | QIODevice::Unbuffered))
        qWarning("Descriptor %d is closed.", descriptor); // then every read and write of it fails, and is told
}

} // namespace

void prepareCommandLine()
{
    occupyStandardStreams();
    std::signal(SIGPIPE, SIG_IGN);
    qInstallMessageHandler(quietMessages);
}

int runCommandLine(int argc, char **argv, cli::SheetWork &sheets)
{
    QCoreApplication::setApplicationName(u"scrip"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(SCRIP_VERSION));
    QTranslator translator;
    if (translator.load(QLocale(), u"scrip"_s, u"_"_s, u":/translations"_s))
        QCoreApplication::installTranslator(&translator);
    QFile in;
    QFile out;
    QFile err;
    openStream(in, STDIN_FILENO, QIODevice::ReadOnly);
    openStream(out, STDOUT_FILENO, QIODevice::WriteOnly);
    openStream(err, STDERR_FILENO, QIODevice::WriteOnly);
    const cli::Streams streams{&in, &out, &err, ::isatty(STDOUT_FILENO) == 1,
                               QProcessEnvironment::systemEnvironment()};
    // Not from the application: Qt drops options that it knows itself, such as -style.
    const Result<QStringList> arguments = cli::argumentsOf(argc, argv);
    if (!arguments)
        return cli::refuse(arguments.failure(), {}, streams);
    PgGateway gateway;
    return cli::run(*arguments, gateway, sheets, streams);
}

} // namespace scrip
