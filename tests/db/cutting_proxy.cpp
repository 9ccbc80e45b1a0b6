// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cutting_proxy.h"

#include <QFile>
#include <QRegularExpression>

#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

constexpr int lookEveryMs = 20;
constexpr int atWorkMs = 500;

sockaddr_un addressOf(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    return address;
}

/// bind() and connect() take every kind of address through one type.
const sockaddr *generic(const sockaddr_un &address)
{
    return reinterpret_cast<const sockaddr *>(&address); // NOLINT
}

QByteArray receive(int from)
{
    QByteArray bytes(65'536, Qt::Uninitialized);
    bytes.truncate(qMax<qsizetype>(0, ::recv(from, bytes.data(), static_cast<size_t>(bytes.size()), 0)));
    return bytes;
}

bool send(int to, const QByteArray &bytes)
{
    return ::send(to, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

} // namespace

CuttingProxy::CuttingProxy(const QString &serverSocket, Plan plan)
    : m_serverSocket(serverSocket)
    , m_plan(std::move(plan))
{
    m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un address = addressOf(m_folder.path() + u"/.s.PGSQL.5432"_s);
    ::bind(m_listener, generic(address), sizeof address);
    ::listen(m_listener, 16);
    const std::lock_guard lock(m_mutex);
    m_threads.emplace_back([this] { accept(); });
}

CuttingProxy::~CuttingProxy()
{
    m_stopping = true;
    std::vector<std::jthread> threads;
    // The first is the one that adds to them.
    m_threads.front().join();
    m_threads.clear();
    ::close(m_listener);
}

QString CuttingProxy::through(const QString &dsn) const
{
    QString other = dsn;
    other.remove(QRegularExpression(u"\\b(host|port)=('[^']*'|\\S+)"_s));
    return other + u" host="_s + m_folder.path() + u" port=5432"_s;
}

void CuttingProxy::accept()
{
    while (!m_stopping) {
        pollfd waiting{m_listener, POLLIN, 0};
        if (::poll(&waiting, 1, lookEveryMs) <= 0)
            continue;
        const int client = ::accept(m_listener, nullptr, nullptr);
        if (m_refusing) {
            ::close(client);
            continue;
        }
        const std::lock_guard lock(m_mutex);
        m_threads.emplace_back([this, client] { serve(client); });
    }
}

void CuttingProxy::serve(int client)
{
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un address = addressOf(m_serverSocket);
    if (::connect(server, generic(address), sizeof address) == 0)
        while (!m_stopping && pass(client, server))
            ;
    ::close(server);
    ::close(client);
}

/// Moves what there is from one to the other; false at the end of the line.
bool CuttingProxy::pass(int client, int server)
{
    pollfd both[]{{client, POLLIN, 0}, {server, POLLIN, 0}};
    if (::poll(both, 2, lookEveryMs) <= 0)
        return true;
    if (both[0].revents != 0) {
        const QByteArray message = receive(client);
        return !message.isEmpty() && passStatement(client, server, message);
    }
    const QByteArray answer = receive(server);
    return !answer.isEmpty() && send(client, answer);
}

bool CuttingProxy::passStatement(int client, int server, const QByteArray &message)
{
    // 'P' begins a statement with parameters; the others only open the session.
    const Cut cut = message.startsWith('P') ? m_plan(message) : Cut::Nowhere;
    if (cut == Cut::Nowhere)
        return send(server, message);
    ++m_cuts;
    m_refusing = m_refusing || cut == Cut::Refuse;
    if (cut == Cut::BeforeSending || cut == Cut::Refuse || !send(server, message) || cut == Cut::AfterSending)
        return false;
    if (cut == Cut::WhileWorking) {
        pollfd working{server, POLLIN, 0};
        return ::poll(&working, 1, atWorkMs) != 0;
    }
    const QByteArray readyForQuery("Z\0\0\0\5I", 6);
    QByteArray answer = receive(server);
    if (cut == Cut::MidAnswer) {
        answer.truncate(answer.size() / 2);
    } else if (cut == Cut::BeforeReady) {
        for (QByteArray more = answer; !answer.endsWith(readyForQuery) && !more.isEmpty(); answer += more)
            more = receive(server);
        answer.chop(readyForQuery.size());
    }
    send(client, answer);
    return false;
}

} // namespace scrip::test
