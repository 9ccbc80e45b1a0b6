// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/private_cluster.h"

#include "db/cluster_lock.h"
#include "db/migrator_session.h"
#include "db/sandbox.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDebug>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QThread>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

ClusterOptions quick()
{
    ClusterOptions options;
    options.durable = false;
    options.remembered = false;
    return options;
}

bool command(const QString &program, const QStringList &arguments)
{
    return QProcess::execute(program, arguments) == 0;
}

/// Kills what works on the data of a cluster and waits for its end.
bool killAll(const ClusterDir &dir, int signal)
{
    const QDeadlineTimer deadline(20'000);
    for (QList<pid_t> left = dir.processes(); !left.isEmpty(); left = dir.processes()) {
        if (deadline.hasExpired())
            return false;
        const pid_t postmaster = dir.postmaster().pid;
        for (const pid_t pid : postmaster != 0 ? QList<pid_t>{postmaster} : left)
            kill(pid, signal);
        QThread::msleep(5);
    }
    return true;
}

/// Of tests that crashed before they could clean up.
void removeLeftovers()
{
    const QStringList entries = QDir(u"/tmp"_s).entryList({u"scrip-test-*"_s}, QDir::Dirs);
    for (const QString &entry : entries) {
        const pid_t pid = entry.section(u'-', 2, 2).toInt();
        if (pid <= 0 || kill(pid, 0) == 0 || errno != ESRCH)
            continue;
        const QString path = u"/tmp/"_s + entry;
        killAll(ClusterDir(path), SIGQUIT);
        QDir(path).removeRecursively();
    }
}

QString makeFolder()
{
    QByteArray pattern = "/tmp/scrip-test-" + QByteArray::number(getpid()) + "-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr)
        return {};
    chmod(pattern.constData(), 0755);
    return QFile::decodeName(pattern);
}

/// Changes with everything that an installed cluster is made from.
QString templateKey()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const SqlBundle bundle;
    const QList<SqlFile> migrations = bundle.migrations();
    for (const SqlFile &file : migrations)
        hash.addData(file.checksum.toLatin1());
    hash.addData(bundle.functionsChecksum({}).toLatin1());
    hash.addData(bundle.text(u"sandbox/billing.sql"_s).toUtf8());
    hash.addData(bundle.text(u"sandbox/backend.sql"_s).toUtf8());
    hash.addData(QByteArray::number(geteuid()));
    return QString::fromLatin1(hash.result().toHex().left(16));
}

QString passwordFile(const QString &path)
{
    return path + u"/passwords"_s;
}

constexpr auto password = "test";

} // namespace

PrivateCluster::PrivateCluster()
{
    removeLeftovers();
    m_path = makeFolder();
    m_cluster = std::make_unique<Cluster>(m_path, quick());
    if (copyTemplate())
        start();
}

PrivateCluster::~PrivateCluster()
{
    killAll(m_cluster->dir(), SIGQUIT);
    QDir(m_path).removeRecursively();
}

bool PrivateCluster::copyTemplate()
{
    const QString store = QCoreApplication::applicationDirPath() + u"/../test-cluster"_s;
    QDir().mkpath(store);
    ClusterLock lock(store + u"/lock"_s);
    if (!lock.acquire(120'000)) {
        m_problem = u"Another test makes the cluster for ever."_s;
        return false;
    }
    const QString kept = store + u'/' + templateKey();
    if (!QDir(kept).exists()) {
        const QStringList old = QDir(store).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &entry : old)
            QDir(store + u'/' + entry).removeRecursively();
        Sandbox sandbox(quick());
        const Result<SandboxStatus> started = sandbox.start(m_path, false);
        if (!started.ok() || !m_cluster->stop().ok()) {
            m_problem = started.ok() ? u"The cluster does not stop."_s
                                     : QString(started.failure().message + u' ' + started.failure().hint);
            return false;
        }
        const QString half = kept + u".half"_s;
        if (!command(u"cp"_s, {u"-a"_s, m_cluster->dir().data(), half}) || !QDir().rename(half, kept))
            m_problem = u"The cluster cannot be kept."_s;
        return m_problem.isEmpty();
    }
    // Made first, so that the data finds its owner.
    if (const Result<Done> ready = ClusterDir(m_path).prepare(); !ready.ok())
        m_problem = ready.failure().message;
    else if (!command(u"cp"_s, {u"-a"_s, kept, m_cluster->dir().data()}))
        m_problem = u"The cluster cannot be copied."_s;
    return m_problem.isEmpty();
}

bool PrivateCluster::start()
{
    const Result<Done> started = m_cluster->start();
    m_problem = started.ok() ? QString() : QString(started.failure().message + u' ' + started.failure().hint);
    return started.ok();
}

bool PrivateCluster::stop()
{
    return m_cluster->stop().ok();
}

bool PrivateCluster::kill9()
{
    return killAll(m_cluster->dir(), SIGKILL);
}

bool PrivateCluster::stopAtOnce()
{
    return killAll(m_cluster->dir(), SIGQUIT);
}

QString PrivateCluster::create(const QString &templateName)
{
    const QString name = u"test%1"_s.arg(++m_made);
    if (!run(m_cluster->dsn(u"postgres"_s), u"CREATE DATABASE %1 TEMPLATE %2"_s.arg(name, templateName)))
        return {};
    return m_cluster->dsn(name);
}

QString PrivateCluster::dsn(const QString &database)
{
    if (!database.isEmpty())
        return m_cluster->dsn(database);
    if (m_shared.isEmpty())
        m_shared = freshDatabase();
    return m_shared;
}

QString PrivateCluster::freshDatabase()
{
    return create(Sandbox::database());
}

QString PrivateCluster::emptyDatabase()
{
    return create(u"template0"_s);
}

QString PrivateCluster::demoDatabase()
{
    const QString made = freshDatabase();
    for (const QString &file : {u"sandbox/demo.sql"_s, u"sandbox/demo_claims.sql"_s, u"sandbox/demo_settle.sql"_s}) {
        if (!run(made, SqlBundle::forSchema(SqlBundle().text(file), u"public"_s)))
            return {};
    }
    return made;
}

QString PrivateCluster::dsnAs(const QString &login, const QString &dsn, const QString &options)
{
    const QString known = value(dsn, u"SELECT 1 FROM pg_roles WHERE rolname = '%1'"_s.arg(login));
    if (known.isNull() &&
        !run(dsn, u"CREATE ROLE %1 LOGIN PASSWORD '%2' %3"_s.arg(login, QString::fromLatin1(password), options)))
        return {};
    QFile file(passwordFile(m_path));
    if (!file.exists()) {
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
            return {};
        file.write(QByteArray("*:*:*:*:") + password + '\n');
    }
    QString other = dsn;
    other.replace(u"user="_s + Cluster::superuser(), u"user="_s + login);
    return other + u" passfile="_s + passwordFile(m_path);
}

bool PrivateCluster::run(const QString &dsn, const QString &statements) const
{
    const auto session = MigratorSession::open(dsn);
    const Result<Done> done = session.ok() ? (*session)->run(statements) : Result<Done>(session.failure());
    if (!done.ok())
        qWarning().noquote() << done.failure().message << done.failure().hint;
    return done.ok();
}

QString PrivateCluster::value(const QString &dsn, const QString &statement) const
{
    const auto session = MigratorSession::open(dsn);
    if (!session.ok())
        return {};
    const auto rows = (*session)->rows(statement);
    if (!rows.ok())
        qWarning().noquote() << rows.failure().message;
    return rows.ok() ? rows->value(0).value(0) : QString();
}

} // namespace scrip::test
