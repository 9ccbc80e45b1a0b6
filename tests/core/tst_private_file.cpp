// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/private_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace scrip;

/// Files that are there whole or not at all.
class TestPrivateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void comesIntoBeingWhole();
    void leavesNothingWithoutACommit();
    void losesTheRaceForAName();
    void replacesWhenAllowed();
    void refusesFoldersAndLinks();
    void replacesNoDeviceAndNoPipe();

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(u"kept"_s); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("nothing");
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestPrivateFile::comesIntoBeingWhole()
{
    PrivateFile file(path());
    QVERIFY(file.open().ok());
    QCOMPARE(file.file().write("all of it"), qint64(9));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(file.commit(false).ok());
    QCOMPARE(contentOf(path()), QByteArray("all of it"));
    QCOMPARE(files(), QStringList(u"kept"_s));
    const auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFileInfo(path()).permissions() & ~mine, QFile::Permissions());
}

void TestPrivateFile::leavesNothingWithoutACommit()
{
    {
        PrivateFile file(path());
        QVERIFY(file.open().ok());
        file.file().write("half");
        QVERIFY(file.sync().ok());
    }
    QCOMPARE(files(), QStringList());
}

void TestPrivateFile::losesTheRaceForAName()
{
    PrivateFile mine(path());
    PrivateFile other(path());
    QVERIFY(mine.open().ok() && other.open().ok());
    other.file().write("other");
    QVERIFY(other.commit(false).ok());
    QCOMPARE(mine.commit(false).failure().name, u"file_exists"_s);
    QCOMPARE(contentOf(path()), QByteArray("other"));
}

void TestPrivateFile::replacesWhenAllowed()
{
    for (const QByteArray &text : {QByteArray("first"), QByteArray("second")}) {
        PrivateFile file(path());
        QVERIFY(PrivateFile::checkTarget(path(), true).ok());
        QVERIFY(file.open().ok());
        file.file().write(text);
        QVERIFY(file.commit(true).ok());
        QCOMPARE(contentOf(path()), text);
    }
    QCOMPARE(PrivateFile::checkTarget(path(), false).failure().name, u"file_exists"_s);
}

void TestPrivateFile::refusesFoldersAndLinks()
{
    QCOMPARE(PrivateFile::checkTarget(m_dir->path(), true).failure().name, u"file_exists"_s);
    const QString link = m_dir->filePath(u"link"_s);
    QVERIFY(QFile::link(m_dir->filePath(u"nowhere"_s), link));
    QCOMPARE(PrivateFile::checkTarget(link, false).failure().name, u"file_exists"_s);
    QCOMPARE(PrivateFile::checkTarget(link, true).failure().name, u"file_not_written"_s);
    PrivateFile file(m_dir->filePath(u"no/such/folder"_s));
    const auto opened = file.open();
    QVERIFY(!opened);
    QCOMPARE(opened.failure().name, u"file_not_written"_s);
    QCOMPARE(opened.failure().field, u"output"_s);
}

void TestPrivateFile::replacesNoDeviceAndNoPipe()
{
    const QString pipe = m_dir->filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), S_IRUSR | S_IWUSR), 0);
    // The last leads to whatever this program writes to, which may well be a plain file.
    for (const QString &target : {pipe, u"/dev/null"_s, u"/dev/stdout"_s}) {
        QCOMPARE(PrivateFile::checkTarget(target, true).failure().name, u"file_not_written"_s);
        QCOMPARE(PrivateFile::checkTarget(target, false).failure().name, u"file_exists"_s);
    }
    // Nor one that came to stand there since it was looked at.
    PrivateFile file(pipe);
    QVERIFY(file.open().ok());
    file.file().write("instead of it");
    QCOMPARE(file.commit(true).failure().name, u"file_not_written"_s);
    QVERIFY(!QFileInfo(pipe).isFile());
}

QTEST_GUILESS_MAIN(TestPrivateFile)
#include "tst_private_file.moc"
