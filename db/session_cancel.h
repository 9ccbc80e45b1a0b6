// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct pg_conn;

namespace scrip {

class Connection;

/// Asks the server to end what a session is running. Through a second connection, which is as safe as the first;
/// libpq's own request travels in the clear, so only a local connection uses it. Blocks for as long as that takes;
/// the session's own thread, which has nothing else to do meanwhile.
void cancelSession(const Connection &connection, pg_conn *handle);

} // namespace scrip
