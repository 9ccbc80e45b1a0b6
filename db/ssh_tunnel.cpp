// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/ssh_tunnel.h"

#include <QDeadlineTimer>
#include <QProcess>

#include <csignal>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int lookEveryMs = 50;
constexpr int restMs = 250;
constexpr int patienceMs = 20'000;
constexpr int endMs = 1000;

/// What ssh says once everything is forwarded: it runs this command then, and not before.
const QByteArray readyMark = "scrip-tunnel-stands";

/// A port of the loopback that is free at this moment; 0 when there is none.
int freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *general = reinterpret_cast<sockaddr *>(&address); // NOLINT: every kind of address goes through one type
    const bool found = ::bind(socket, general, size) == 0 && ::getsockname(socket, general, &size) == 0;
    ::close(socket);
    return found ? ntohs(address.sin_port) : 0;
}

/// The last line is the one that says why; those before it are greetings and warnings.
QString lastLine(const QByteArray &said)
{
    const QList<QByteArray> lines = said.split('\n');
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        QString text = QString::fromUtf8(*line).simplified();
        if (text.endsWith(u'.'))
            text.chop(1);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

SshTunnel::SshTunnel(TunnelEnd end, QString host, int port)
    : m_end(std::move(end))
    , m_host(std::move(host))
    , m_farPort(port)
    , m_port(freePort())
{
}

SshTunnel::~SshTunnel()
{
    m_stopping = true;
    if (m_thread)
        m_thread->wait();
}

Result<Done> SshTunnel::open(const std::function<bool()> &isInterrupted)
{
    QMutexLocker lock(&m_mutex);
    if (m_state == State::Down)
        start();
    while (m_state == State::Starting && !(isInterrupted && isInterrupted()))
        m_changed.wait(&m_mutex, static_cast<unsigned long>(lookEveryMs));
    return m_state == State::Up ? Result<Done>(Done{}) : Result<Done>(failure());
}

/// With the mutex held. The thread of an ssh that ended is over, or about to be.
void SshTunnel::start()
{
    if (m_thread)
        m_thread->wait();
    m_problem.clear();
    m_state = State::Starting;
    m_thread.reset(QThread::create([this] { work(); }));
    m_thread->start();
}

QStringList SshTunnel::arguments() const
{
    const QString host = m_host.contains(u':') ? u'[' + m_host + u']' : m_host;
    QStringList arguments{u"-N"_s, u"-T"_s, u"-L"_s, u"127.0.0.1:%1:%2:%3"_s.arg(m_port).arg(host).arg(m_farPort)};
    const QStringList options{u"BatchMode=yes"_s, u"ExitOnForwardFailure=yes"_s, u"ConnectTimeout=10"_s,
                              u"ServerAliveInterval=15"_s, u"ServerAliveCountMax=2"_s,
                              // A line of our own: one that is shared would neither end nor fail with us.
                              u"ControlMaster=no"_s, u"ControlPath=none"_s, u"LogLevel=ERROR"_s,
                              u"PermitLocalCommand=yes"_s, u"LocalCommand=echo "_s + QString::fromLatin1(readyMark)};
    for (const QString &option : options)
        arguments << u"-o"_s << option;
    if (m_end.port != 0)
        arguments << u"-p"_s << QString::number(m_end.port);
    return arguments << u"--"_s << m_end.destination;
}

void SshTunnel::work()
{
    QProcess ssh;
    ssh.setStandardInputFile(QProcess::nullDevice());
    // This thread lives until ssh has ended, so only the death of the program is meant.
    ssh.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    ssh.start(u"ssh"_s, arguments());
    if (!ssh.waitForStarted()) {
        setState(State::Down, tr("the program ssh cannot be started"));
        return;
    }
    serve(ssh);
    if (ssh.state() != QProcess::NotRunning) {
        ssh.terminate();
        if (!ssh.waitForFinished(endMs)) {
            ssh.kill();
            ssh.waitForFinished(endMs);
        }
    }
    const QString why = lastLine(ssh.readAllStandardError());
    setState(State::Down, why.isEmpty() ? tr("it ended without a word") : why);
}

/// Until ssh ends or is to end.
void SshTunnel::serve(QProcess &ssh)
{
    const QDeadlineTimer patience(patienceMs);
    QByteArray said;
    while (!m_stopping && ssh.state() != QProcess::NotRunning && !said.contains(readyMark)) {
        ssh.waitForReadyRead(lookEveryMs);
        said += ssh.readAllStandardOutput();
        if (patience.hasExpired()) {
            setState(State::Starting, tr("there was no answer in time"));
            return;
        }
    }
    if (said.contains(readyMark))
        setState(State::Up);
    while (!m_stopping && ssh.state() != QProcess::NotRunning)
        ssh.waitForFinished(restMs);
}

void SshTunnel::setState(State state, const QString &problem)
{
    const QMutexLocker lock(&m_mutex);
    m_state = state;
    if (m_problem.isEmpty())
        m_problem = problem;
    m_changed.wakeAll();
}

Failure SshTunnel::failure() const
{
    return Failure::named(u"connection_failed"_s,
                          tr("ssh does not get through %1: %2.").arg(m_end.destination, m_problem), u"tunnel"_s,
                          tr("Try it in a terminal with ssh %1: nothing is asked from here, so the key and the host "
                             "must be known there.")
                              .arg(m_end.destination));
}

} // namespace scrip
