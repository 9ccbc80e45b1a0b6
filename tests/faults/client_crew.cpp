// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/client_crew.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QThread>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

constexpr int patienceMs = 60'000;

} // namespace

ClientCrew::ClientCrew(const QString &dsn, int size, quint32 seed)
    : m_dsn(dsn)
    , m_seed(seed)
    , m_clients(static_cast<size_t>(size))
{
    for (int number = 0; number < size; ++number) {
        QDir().mkpath(folder(number));
        start(number);
    }
}

ClientCrew::~ClientCrew()
{
    for (Client &client : m_clients) {
        client.process->kill();
        client.process->waitForFinished();
    }
}

QString ClientCrew::folder(int number) const
{
    return m_folder.path() + u'/' + QString::number(number);
}

void ClientCrew::start(int number)
{
    Client &client = m_clients.at(static_cast<size_t>(number));
    client.process = std::make_unique<QProcess>();
    client.process->setProcessChannelMode(QProcess::ForwardedChannels);
    client.process->start(QCoreApplication::applicationFilePath(),
                          {u"--client"_s, folder(number), m_dsn, QString::number(number), QString::number(size()),
                           QString::number(++m_seed)});
    client.process->waitForStarted();
}

void ClientCrew::killOne(int number)
{
    QProcess &process = *m_clients.at(static_cast<size_t>(number)).process;
    process.kill();
    process.waitForFinished();
    start(number);
}

void ClientCrew::count(Client &client, int number)
{
    QFile file(folder(number) + u"/log"_s);
    if (!file.open(QFile::ReadOnly) || !file.seek(client.read))
        return;
    const QByteArray news = file.readAll();
    client.read += news.size();
    QByteArrayList lines = QByteArray(client.rest + news).split('\n');
    client.rest = lines.takeLast();
    for (const QByteArray &line : lines) {
        m_progress.acknowledged += line.startsWith('A') ? 1 : 0;
        m_progress.refusals += line.startsWith('R') ? 1 : 0;
        m_progress.claims += line.startsWith('A') && line.contains(" scrip.create_claim ") ? 1 : 0;
    }
}

Progress ClientCrew::progress()
{
    for (int number = 0; number < size(); ++number)
        count(m_clients.at(static_cast<size_t>(number)), number);
    return m_progress;
}

bool ClientCrew::await(const Progress &more)
{
    const Progress before = progress();
    const QDeadlineTimer deadline(patienceMs);
    while (!deadline.hasExpired()) {
        const Progress now = progress();
        if (now.acknowledged - before.acknowledged >= more.acknowledged &&
            now.claims - before.claims >= more.claims && now.refusals - before.refusals >= more.refusals)
            return true;
        QThread::msleep(5);
    }
    return false;
}

bool ClientCrew::awaitMore(int acknowledged, int claims)
{
    return await({acknowledged, claims, 0});
}

bool ClientCrew::awaitRefusals(int count)
{
    return await({0, 0, count});
}

bool ClientCrew::finish()
{
    for (const Client &client : m_clients)
        client.process->terminate();
    bool well = true;
    for (const Client &client : m_clients)
        well = client.process->waitForFinished(2 * patienceMs) &&
               client.process->exitStatus() == QProcess::NormalExit && client.process->exitCode() == 0 && well;
    (void)progress();
    return well;
}

ClientRecord ClientCrew::record(int number) const
{
    return ClientRecord::read(folder(number) + u"/log"_s);
}

} // namespace scrip::test
