// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keyring_secrets.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace scrip;
using namespace Qt::StringLiterals;

/// The keyring where there is none, as on a machine without a desktop: said in a sentence, and nothing waits.
class KeyringTest : public QObject
{
    Q_OBJECT

    template <typename T> static Result<T> waited(const Answer<T> &answer)
    {
        QObject context;
        std::optional<Result<T>> result;
        onDone<T>(&context, answer, [&result](const Result<T> &known) { result = known; });
        [&result] { QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 30'000); }();
        return result ? *result : Result<T>(Failure{});
    }

    std::unique_ptr<KeyringSecrets> m_secrets = std::make_unique<KeyringSecrets>();

private Q_SLOTS:
    void initTestCase()
    {
        // No session bus: neither of the keyrings can be there.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        for (const char *name : {"XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION"})
            qunsetenv(name);
    }

    void saysThatThereIsNone()
    {
        KeyringSecrets &secrets = *m_secrets;
        const Result<QString> read = waited(secrets.read(u"7f1c"_s));
        QVERIFY(!read.ok());
        QCOMPARE(read.failure().name, u"connection_failed"_s);
        QVERIFY(read.failure().message.contains(u"No keyring answers"_s));
        const Result<Done> written = waited(secrets.write(u"7f1c"_s, u"hush-hush"_s));
        QVERIFY(!written.ok());
        QVERIFY(!QString(written.failure().message + written.failure().hint).contains(u"hush"_s));
        QVERIFY(!waited(secrets.remove(u"7f1c"_s)).ok());
    }

    void neverWaitsHere()
    {
        // The questions come back at once, whatever the keyring does: the answers are on their way.
        KeyringSecrets &secrets = *m_secrets;
        QList<Answer<QString>> answers;
        for (int i = 0; i < 10; ++i)
            answers << secrets.read(QString::number(i));
        for (const Answer<QString> &answer : std::as_const(answers))
            QVERIFY(!waited(answer).ok());
    }

    void mayGoWhileItAsks()
    {
        const Answer<QString> answer = m_secrets->read(u"7f1c"_s);
        m_secrets.reset();
        QVERIFY(!waited(answer).ok());
    }
};

QTEST_GUILESS_MAIN(KeyringTest)
#include "tst_keyring.moc"
