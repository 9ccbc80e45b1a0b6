// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run.h"
#include "db/pg_gateway.h"

#include <QFile>
#include <QGuiApplication>
#include <QLocale>
#include <QTranslator>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Sheets take fonts and with them the platform's plugin; everything else starts without.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    bool drawing = false;
    for (int i = 1; i < argc; ++i)
        drawing = drawing || qstrcmp(argv[i], "sheet") == 0;
    if (!drawing)
        return std::make_unique<QCoreApplication>(argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // a shell may have no display, and no window is ever shown
    return std::make_unique<QGuiApplication>(argc, argv);
}

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

int main(int argc, char **argv)
{
    using namespace scrip;
    occupyStandardStreams();
    // Taken first: Qt drops options that it knows itself, such as -style, from what it is given.
    const Result<QStringList> arguments = cli::argumentsOf(argc, argv);
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away is a failed write, and told as one
    qInstallMessageHandler(quietMessages);
    const auto application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(u"scrip"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(SCRIP_VERSION));
    QTranslator translator;
    if (translator.load(QLocale(), u"scrip"_s, u"_"_s, u":/translations"_s))
        QCoreApplication::installTranslator(&translator);

    QFile in, out, err;
    openStream(in, STDIN_FILENO, QIODevice::ReadOnly);
    openStream(out, STDOUT_FILENO, QIODevice::WriteOnly);
    openStream(err, STDERR_FILENO, QIODevice::WriteOnly);
    const cli::Streams streams{&in, &out, &err, ::isatty(STDOUT_FILENO) == 1,
                               QProcessEnvironment::systemEnvironment()};
    if (!arguments)
        return cli::refuse(arguments.failure(), {}, streams);
    PgGateway gateway;
    return cli::run(*arguments, gateway, streams);
}
