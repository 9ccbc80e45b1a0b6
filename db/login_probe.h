// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/conninfo.h"

namespace scrip {

/// How far a login got: Qt's driver says only whether it did, so libpq is watched on its way.
struct LoginProbe
{
    enum class Step { Connecting, Encrypting, LoggingIn, Done };

    Step reached = Step::Connecting; ///< Where it stopped, or Done.
    QString reason;                  ///< What libpq or the server said; no secrets in it.
    QString encryption;              ///< Such as "TLSv1.3"; empty: none.
    int serverVersion = 0;           ///< As libpq counts: 150008 is 15.8.
    bool passwordWanted = false;     ///< The server asked for a password and there was none.
    bool passwordRefused = false;    ///< It got one and did not let the login in.
};

/// Logs in and out again; blocks for as long as `connect_timeout` says for each host. Not for the GUI thread.
[[nodiscard]] LoginProbe probeLogin(const ConnInfo &info, const QString &program);

} // namespace scrip
