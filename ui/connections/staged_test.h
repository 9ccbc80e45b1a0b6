// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_book.h"
#include "core/ports/connection_tester.h"
#include "core/ports/secret_store.h"

#include <QObject>

namespace scrip {

class Prompts;

/// What the page of connections and its dialogs work with. Borrowed from the application.
struct ConnectionPorts
{
    ConnectionBook &book;
    ConnectionTester &tester;
    SecretStore &secrets;
    Prompts &prompts;
};

/// Tries a connection out with the password that belongs to it: the one just typed, else the one in the keyring. Only
/// the newest try is told. Owned by whoever shows it.
class StagedTest : public QObject
{
    Q_OBJECT
public:
    explicit StagedTest(const ConnectionPorts &ports, QObject *parent = nullptr);

    void start(const ConnectionProfile &profile, const QString &typedPassword);
    /// Whatever is under way is not told any more.
    void forget();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void finished(const scrip::ConnectionTest &test);
    /// It could not even begin.
    void refused(const scrip::Failure &failure);

private:
    void run(const ConnectionProfile &profile, const QString &password);

    ConnectionPorts m_ports;
    Latest<QString> m_reading;
    Latest<ConnectionTest> m_testing;
    bool m_running = false;
};

} // namespace scrip
