// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "db/service_file.h"

#include <QCoreApplication>

#include <functional>
#include <memory>
#include <optional>

namespace scrip {

class SshTunnel;
struct TunnelEnd;

/// Where and how to connect: what a person wrote, taken apart by libpq's own parser, joined by the service file and
/// put together again field by field. A value.
class ConnInfo
{
    Q_DECLARE_TR_FUNCTIONS(scrip::ConnInfo)
public:
    /// A conninfo, a URI, the name of a service, or nothing at all (then libpq's variables and defaults count).
    /// Refuses with usage what cannot be read, what holds a password (it would be seen in the process list and the
    /// history of the shell), and fields that would smuggle in other ones: `options`, a host with blanks, a `;`.
    static Result<ConnInfo> parse(const QString &target);

    /// The same with a password that was written nowhere: it comes from a keyring or from a person.
    [[nodiscard]] ConnInfo withPassword(const QString &password) const;
    /// The same through ssh, whose far end finds the host by its name. Refuses with usage a host that is a socket or
    /// several. Copies share the tunnel.
    [[nodiscard]] Result<ConnInfo> through(const TunnelEnd &end) const;
    /// Before connecting: builds the tunnel, if there is to be one, and waits for it. Not for the GUI thread.
    [[nodiscard]] Result<Done> reach(const std::function<bool()> &isInterrupted = {}) const;
    [[nodiscard]] bool isTunnelled() const { return m_tunnel != nullptr; }

    /// In place of one that was refused: connecting through it fails with that failure.
    static ConnInfo unusable(const Failure &failure);
    [[nodiscard]] const std::optional<Failure> &fault() const { return m_fault; }

    /// A field as it will count: written, of the service, of the environment, or libpq's default.
    [[nodiscard]] QString effective(const QString &field) const;
    /// Whether nothing leaves this computer: a socket or the loopback; through a tunnel, whether nothing leaves the
    /// computer at its far end. Elsewhere the server must prove who it is
    /// unless `sslmode` was written.
    [[nodiscard]] bool isLocal() const;
    /// Host, database and user in one line for people, without secrets.
    [[nodiscard]] QString target() const;

    /// All fields with our timeouts, for QSqlDatabase and libpq.
    [[nodiscard]] ConnectionFields fields(const QString &program) const;
    /// The same as one text for libpq. Holds the password when the service file has one: never show or keep it.
    [[nodiscard]] QString text(const QString &program) const;

    /// A value as it is written in such a text.
    [[nodiscard]] static QString quoted(const QString &value);

private:
    ConnectionFields m_fields;
    std::optional<Failure> m_fault;
    std::shared_ptr<SshTunnel> m_tunnel;
};

} // namespace scrip
