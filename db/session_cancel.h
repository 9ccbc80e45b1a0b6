// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/conninfo.h"

struct pg_conn;

namespace scrip {

class Connection;

/// Asks the server to end what a session is running. Through a second connection, which is as safe as the first;
/// libpq's own request travels in the clear, so only a local connection uses it. Blocks for as long as that takes;
/// the session's own thread, which has nothing else to do meanwhile.
void cancelSession(const Connection &connection, pg_conn *handle);

/// The second of both ways: `pid` is that of the session on the server.
void cancelFromBeside(const ConnInfo &info, const QString &program, int pid);

} // namespace scrip
