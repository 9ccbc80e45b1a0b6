// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

struct pg_conn;

namespace scrip::bench {

/// A plain session as superuser, for what Scrip is measured against and for making databases. A statement that fails
/// ends the program. One thread.
class Server
{
public:
    /// To a database of the cluster that $SCRIP_DB is in.
    explicit Server(const QString &database);
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// The connection string of a database in that cluster.
    [[nodiscard]] static QString dsn(const QString &database);

    void run(const QString &statement);
    /// The first value, as text.
    [[nodiscard]] QString value(const QString &statement);
    /// The first value of a prepared statement, which is bound and not spelled out and parsed again.
    QString execute(const QByteArray &name, const QStringList &values);
    /// All of COPY … TO STDOUT.
    [[nodiscard]] QByteArray copyOut(const QString &statement);
    /// All of COPY … FROM STDIN.
    void copyIn(const QString &statement, const QByteArray &bytes);

    /// Makes a database, throwing away one of that name. Nobody may be in the template.
    static void make(const QString &database, const QString &from);
    static void drop(const QString &database);

private:
    pg_conn *m_handle;
};

} // namespace scrip::bench
