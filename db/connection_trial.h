// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_tester.h"
#include "db/connection.h"
#include "db/login_probe.h"

namespace scrip {

/// One staged test of a connection, run to its end on the calling thread. Lives for one run.
class ConnectionTrial
{
    Q_DECLARE_TR_FUNCTIONS(scrip::ConnectionTrial)
public:
    ConnectionTrial(ConnInfo info, QString program);

    [[nodiscard]] ConnectionTest run();

private:
    bool resolve();
    bool logIn();
    bool look();
    void tellEncryption(const QString &protocol);
    void tellSchema(const Session &session);
    bool tellRole(const Session &session);
    bool measure();

    void pass(const char *stage, const QString &message);
    void warn(const char *stage, const QString &message, const QString &hint = {});
    /// Answers false.
    bool fail(const char *stage, const QString &name, const QString &message, const QString &hint = {});
    [[nodiscard]] QString sslMode() const;

    ConnInfo m_info;
    QString m_program;
    Connection m_connection;
    ConnectionTest m_test;
};

} // namespace scrip
