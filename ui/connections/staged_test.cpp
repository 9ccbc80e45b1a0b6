// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/staged_test.h"

namespace scrip {

StagedTest::StagedTest(const ConnectionPorts &ports, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
{
}

void StagedTest::start(const ConnectionProfile &profile, const QString &typedPassword)
{
    forget();
    m_running = true;
    if (!typedPassword.isEmpty() || profile.keyringEntry.isEmpty()) {
        run(profile, typedPassword);
        return;
    }
    // A keyring that does not answer is no end: the login then says that a password is missing.
    m_reading.ask(this, m_ports.secrets.read(profile.keyringEntry),
                  [this, profile](const Result<QString> &secret) { run(profile, secret ? *secret : QString()); });
}

void StagedTest::forget()
{
    m_reading.forget();
    m_testing.forget();
    m_running = false;
}

void StagedTest::run(const ConnectionProfile &profile, const QString &password)
{
    m_testing.ask(this, m_ports.tester.test(profile, password), [this](const Result<ConnectionTest> &test) {
        m_running = false;
        if (test)
            Q_EMIT finished(*test);
        else
            Q_EMIT refused(test.failure());
    });
}

} // namespace scrip
