// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What the check of the sources says about itself.
class CheckTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    [[nodiscard]] bool write(const QString &path, const QByteArray &text, bool runs = false) const
    {
        QDir(m_dir.path()).mkpath(QFileInfo(path).path());
        QFile file(m_dir.filePath(path));
        return file.open(QFile::WriteOnly) && file.write(text) == text.size() &&
               (!runs || file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    /// In the folder, with programs of the folder before those of the system; all that it said.
    [[nodiscard]] QString run(const QString &program, const QStringList &arguments,
                              const QStringList &variables = {}) const
    {
        QProcess process;
        process.setWorkingDirectory(m_dir.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        QStringList environment{u"PATH="_s + m_dir.filePath(u"bin"_s) + u':' + qEnvironmentVariable("PATH"),
                                u"HOME="_s + m_dir.path()};
        for (const char *who : {"AUTHOR", "COMMITTER"})
            environment << u"GIT_%1_NAME=a"_s.arg(QLatin1StringView(who))
                        << u"GIT_%1_EMAIL=a@example.com"_s.arg(QLatin1StringView(who));
        process.setEnvironment(environment + variables);
        process.start(program, arguments);
        process.waitForFinished();
        return QString::fromUtf8(process.readAll());
    }

private Q_SLOTS:
    /// Three sources were changed; a program stands for clang-tidy that does not like one of them.
    void initTestCase()
    {
        QVERIFY(QDir(m_dir.path()).mkpath(u"scripts"_s));
        const QString script = m_dir.filePath(u"scripts/check"_s);
        QVERIFY(QFile::copy(QStringLiteral(SCRIP_SOURCE_DIR "/scripts/check"), script));
        QVERIFY(QFile::setPermissions(script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        for (const QString &program : {u"cmake"_s, u"ninja"_s})
            QVERIFY(write(u"bin/"_s + program, "#!/bin/sh\nmkdir -p build/tidy\n", true));
        QVERIFY(write(u"bin/clang-tidy"_s, "#!/bin/sh\nfor f; do :; done\n! grep -n error \"$f\"\n", true));
        (void)run(u"git"_s, {u"init"_s, u"--quiet"_s});
        (void)run(u"git"_s, {u"commit"_s, u"--quiet"_s, u"--allow-empty"_s, u"--message=one"_s});
        for (const QString &name : {u"a.cpp"_s, u"b.cpp"_s, u"c.cpp"_s})
            QVERIFY(write(name, name == u"c.cpp" ? "error\n" : "fine\n"));
        (void)run(u"git"_s, {u"add"_s, u"a.cpp"_s, u"b.cpp"_s, u"c.cpp"_s});
        (void)run(u"git"_s, {u"commit"_s, u"--quiet"_s, u"--message=two"_s});
    }

    void saysWhatItDidNotRead_data()
    {
        QTest::addColumn<QString>("most");
        QTest::addColumn<QString>("says");
        QTest::newRow("all") << u"3"_s << u"3 files"_s;
        QTest::newRow("two of three") << u"2"_s
                                      << u"(2 files, 1 more were left out: SCRIP_TIDY_MAX=3 reads them all)"_s;
        QTest::newRow("one of three") << u"1"_s
                                      << u"(1 files, 2 more were left out: SCRIP_TIDY_MAX=3 reads them all)"_s;
    }

    void saysWhatItDidNotRead()
    {
        QFETCH(QString, most);
        QFETCH(QString, says);
        const QString said = run(m_dir.filePath(u"scripts/check"_s), {u"tidy"_s}, {u"SCRIP_TIDY_MAX="_s + most});
        QVERIFY2(said.contains(says), qPrintable(said));
        QCOMPARE(said.contains(u"left out"_s), most != u"3");
        QCOMPARE(said.contains(u"FAILED"_s), most == u"3");
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"
