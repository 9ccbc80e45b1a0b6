// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster_dir.h"
#include "db/sandbox.h"
#include "db/store_fixture.h"
#include "faults/load_client.h"
#include "faults/load_world.h"
#include "faults/reckoning.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

namespace {

/// A disk of a few megabytes, for the user that the server runs as.
class SmallDisk
{
public:
    SmallDisk(const QString &path, int megabytes, const ClusterUser &user)
        : m_path(path)
        , m_name(QFile::encodeName(path))
    {
        const QByteArray options = QByteArray("mode=0700,size=") + QByteArray::number(megabytes) +
                                   "m,uid=" + QByteArray::number(user.uid) + ",gid=" + QByteArray::number(user.gid);
        if (::mkdir(name(), 0700) != 0 ||
            ::mount("tmpfs", name(), "tmpfs", MS_NOSUID | MS_NODEV, options.constData()) != 0)
            m_problem = QString::fromLocal8Bit(std::strerror(errno));
    }
    ~SmallDisk() { ::umount2(name(), MNT_DETACH); }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    [[nodiscard]] const QString &problem() const { return m_problem; }

    /// Takes all that is left.
    void fill()
    {
        QFile file(filler());
        const QByteArray block(65'536, 'x');
        if (file.open(QFile::WriteOnly | QFile::Append | QFile::Unbuffered))
            while (file.write(block) == block.size())
                ;
    }
    void free() const { QFile::remove(filler()); }

private:
    [[nodiscard]] const char *name() const { return m_name.constData(); }
    [[nodiscard]] QString filler() const { return m_path + u"/filler"_s; }

    QString m_path;
    QByteArray m_name;
    QString m_problem;
};

constexpr auto noRoot = "Disks can be mounted by root only: run this as root to have it tested.";

} // namespace

/// Disks of the server that run full under load, and have room again.
class DiskFullTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (geteuid() != 0)
            QSKIP(noRoot);
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
    }

    void fullDataDiskRefusesAndGoesOn()
    {
        SmallDisk disk(m_cluster.path() + u"/data-disk"_s, 64, ClusterDir(m_cluster.path()).user());
        // As root this has to be tested: a container without the right to mount is no reason to call it well.
        QVERIFY2(disk.problem().isEmpty(), qPrintable(u"A disk cannot be mounted: "_s + disk.problem()));
        const QString server = m_cluster.dsn(u"postgres"_s);
        QVERIFY(m_cluster.run(server, u"CREATE TABLESPACE small LOCATION '%1/data-disk'"_s.arg(m_cluster.path())));
        QVERIFY(
            m_cluster.run(server, u"CREATE DATABASE small TEMPLATE %1 TABLESPACE small"_s.arg(Sandbox::database())));
        const QString dsn = m_cluster.dsn(u"small"_s);
        QVERIFY(prepareLoad(m_cluster, dsn, 2, 2000));
        ClientCrew crew(dsn, 3, 1);
        QVERIFY(crew.awaitMore(30, 10));
        disk.fill();
        QVERIFY(crew.awaitRefusals(40));
        disk.free();
        QVERIFY(crew.awaitMore(60, 20));
        QVERIFY(crew.finish());
        QVERIFY(serverSaid(u"could not extend file"_s));
        settle(crew, dsn);
        QVERIFY(m_cluster.run(server, u"DROP DATABASE small WITH (FORCE)"_s));
        QVERIFY(m_cluster.run(server, u"DROP TABLESPACE small"_s));
    }

    /// The server cannot write its log any more and gives up; every open call is in doubt until it runs again.
    void fullWalDiskIsSurvived()
    {
        const QString data = ClusterDir(m_cluster.path()).data();
        const QString dsn = m_cluster.freshDatabase();
        QVERIFY(prepareLoad(m_cluster, dsn, 1, 2000));
        QVERIFY(m_cluster.stop());
        SmallDisk disk(m_cluster.path() + u"/wal-disk"_s, 200, ClusterDir(m_cluster.path()).user());
        QVERIFY2(disk.problem().isEmpty(), qPrintable(u"A disk cannot be mounted: "_s + disk.problem()));
        const QString moved = m_cluster.path() + u"/wal-disk/pg_wal"_s;
        QCOMPARE(QProcess::execute(u"cp"_s, {u"-a"_s, data + u"/pg_wal"_s, moved}), 0);
        QVERIFY(QDir(data + u"/pg_wal"_s).removeRecursively());
        QVERIFY(QFile::link(moved, data + u"/pg_wal"_s));
        QVERIFY2(m_cluster.start(), qPrintable(m_cluster.problem()));
        ClientCrew crew(dsn, 3, 2);
        QVERIFY(crew.awaitMore(30, 10));
        disk.fill();
        // Each takes a new file; what was kept ready for that is used up first.
        const QString server = m_cluster.dsn(u"postgres"_s);
        for (int i = 0; i < 20 && !serverSaid(u"PANIC"_s); ++i) {
            (void)m_cluster.value(server, u"SELECT pg_logical_emit_message(false, 'test', 'x')"_s);
            (void)m_cluster.value(server, u"SELECT pg_switch_wal()"_s);
        }
        QTRY_VERIFY_WITH_TIMEOUT(serverSaid(u"PANIC"_s), 20'000);
        disk.free();
        QVERIFY2(m_cluster.stopAtOnce() && m_cluster.start(), qPrintable(m_cluster.problem()));
        QVERIFY(crew.awaitMore(60, 20));
        QVERIFY(crew.finish());
        settle(crew, dsn);
        QVERIFY(m_cluster.stop());
    }

private:
    [[nodiscard]] bool serverSaid(const QString &what) const
    {
        QFile log(ClusterDir(m_cluster.path()).log());
        return log.open(QFile::ReadOnly) && log.readAll().contains(what.toUtf8());
    }

    static void settle(const ClientCrew &crew, const QString &dsn)
    {
        Reckoning reckoning(dsn);
        reckoning.add(crew);
        reckoning.lookIntoBooks();
        qInfo("%s", qPrintable(reckoning.figures()));
        QCOMPARE(reckoning.problems().join(u"; "_s), QString());
    }

    PrivateCluster m_cluster;
};

FAULT_TEST_MAIN(DiskFullTest)
#include "tst_disk_full.moc"
