// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The console itself, from nothing: makes its sandbox, shows every page and dialog on it in both themes, and ends.
class ConsoleTourTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_box{u"/tmp/scrip-tour-XXXXXX"_s};

    QProcessEnvironment environment() const
    {
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert(u"SCRIP_SANDBOX_DIR"_s, m_box.filePath(u"box"_s));
        variables.insert(u"XDG_CONFIG_HOME"_s, m_box.filePath(u"config"_s));
        variables.insert(u"XDG_STATE_HOME"_s, m_box.filePath(u"state"_s));
        variables.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        variables.remove(u"SCRIP_DB"_s);
        return variables;
    }

    int run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, arguments);
        return process.waitForFinished(150'000) && process.exitStatus() == QProcess::NormalExit ? process.exitCode()
                                                                                                : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_box.isValid());
        // The server runs as another user when we are root: it has to get through.
        QVERIFY(QFile::setPermissions(m_box.path(), QFile::Permissions(0x7755)));
    }

    void showsEveryPageInBothThemes()
    {
        const QDir pictures(m_box.filePath(u"pictures"_s));
        QCOMPARE(run(qEnvironmentVariable("SCRIP_CONSOLE"), {u"--tour"_s, pictures.path()}), 0);
        for (const QString &stop : {u"overview"_s,
                                    u"overview-tables"_s,
                                    u"event-redemption"_s,
                                    u"events"_s,
                                    u"event-history"_s,
                                    u"new-event"_s,
                                    u"unknown-resolving"_s,
                                    u"archive-event"_s,
                                    u"approve-event"_s,
                                    u"codes"_s,
                                    u"mint"_s,
                                    u"reveal"_s,
                                    u"sheets"_s,
                                    u"sheets-verify"_s,
                                    u"grants"_s,
                                    u"void-grant"_s,
                                    u"claw-back"_s,
                                    u"payment"_s,
                                    u"new-grant"_s,
                                    u"settle"_s,
                                    u"void-matching"_s,
                                    u"audit"_s,
                                    u"verify-audit"_s,
                                    u"claims"_s,
                                    u"release-claim"_s,
                                    u"reissue"_s,
                                    u"export"_s,
                                    u"claims-views"_s,
                                    u"save-view"_s,
                                    u"customers"_s,
                                    u"why-not"_s,
                                    u"remedy"_s,
                                    u"claim-on-behalf"_s,
                                    u"rotate-key"_s,
                                    u"palette"_s,
                                    u"help-refusal"_s,
                                    u"help-page"_s,
                                    u"shortcuts"_s,
                                    u"about"_s,
                                    u"jobs"_s,
                                    u"connection-lost"_s,
                                    u"connections"_s,
                                    u"add-connection"_s,
                                    u"settings"_s,
                                    u"unlock"_s,
                                    u"password"_s,
                                    u"production-locked"_s,
                                    u"production-unlocked"_s}) {
            const QImage light(pictures.filePath(stop + u"-light.png"_s));
            const QImage dark(pictures.filePath(stop + u"-dark.png"_s));
            QVERIFY2(light.size() == QSize(1440, 900) && dark.size() == light.size(), qPrintable(stop));
            // Below the navigation's entries, where no page writes anything.
            QVERIFY2(light.pixelColor(100, 700).lightness() > dark.pixelColor(100, 700).lightness() + 60,
                     qPrintable(stop));
        }
    }

    void tellsOptionsWithoutADisplay_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("help") << u"--help"_s << QByteArrayLiteral("--sandbox-dir");
        QTest::newRow("h") << u"-h"_s << QByteArrayLiteral("--sandbox-dir");
        QTest::newRow("version") << u"--version"_s << QByteArrayLiteral("scrip-console");
    }

    void tellsOptionsWithoutADisplay()
    {
        QFETCH(QString, option);
        QFETCH(QByteArray, says);
        QProcessEnvironment variables = environment();
        variables.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
        variables.remove(u"DISPLAY"_s);
        QProcess process;
        process.setProcessEnvironment(variables);
        process.start(qEnvironmentVariable("SCRIP_CONSOLE"), {option});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        const QByteArray told = process.readAllStandardOutput();
        QVERIFY2(told.contains(says), told.constData());
    }

    void cleanupTestCase() { QCOMPARE(run(qEnvironmentVariable("SCRIP_BIN"), {u"sandbox"_s, u"stop"_s}), 0); }
};

QTEST_GUILESS_MAIN(ConsoleTourTest)
#include "tst_console_tour.moc"
