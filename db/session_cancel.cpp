// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/session_cancel.h"

#include "db/connection.h"

#include <array>
#include <memory>

#include <libpq-fe.h>

namespace scrip {

namespace {

void cancelLocally(pg_conn *handle)
{
    const std::unique_ptr<PGcancel, void (*)(PGcancel *)> request(PQgetCancel(handle), PQfreeCancel);
    std::array<char, 256> reason{};
    PQcancel(request.get(), reason.data(), static_cast<int>(reason.size()));
}

} // namespace

void cancelSession(const Connection &connection, pg_conn *handle)
{
    if (connection.info().isLocal())
        cancelLocally(handle);
    else
        cancelFromBeside(connection.info(), connection.program(), connection.backendPid());
}

void cancelFromBeside(const ConnInfo &info, const QString &program, int pid)
{
    Connection second(info, program);
    if (second.open().ok())
        (void)second.run(Statement("SELECT pg_catalog.pg_cancel_backend($1)", pid));
}

} // namespace scrip
