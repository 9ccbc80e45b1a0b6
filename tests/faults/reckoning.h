// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/connection.h"
#include "faults/client_crew.h"

#include <QStringList>

namespace scrip::test {

/// Holds what clients were told against what the database holds, and looks whether the books are right. The lists
/// come from the clients: books may be right and an acknowledged write be gone all the same.
class Reckoning
{
public:
    /// `dsn` of the database as a superuser, once nobody writes any more.
    explicit Reckoning(const QString &dsn);

    /// What a crew wrote down; `kills`: how often each of its clients was killed, none for nobody.
    void add(const ClientCrew &crew, const QList<int> &kills = {});
    /// Maintenance, then the books, the doctor and the audit.
    void lookIntoBooks();

    /// Everything that is not as it must be; none: all is well.
    [[nodiscard]] const QStringList &problems() const { return m_problems; }
    /// The figures in one line.
    [[nodiscard]] QString figures() const;
    [[nodiscard]] int claims() const { return m_claims; }

private:
    /// Client `number`, whose keys begin with c<number>-.
    void addClient(const ClientRecord &record, int number, int kills);
    [[nodiscard]] QHash<QString, QJsonObject> stored(const QString &prefix);
    void compare(const ClientRecord &record, const QHash<QString, QJsonObject> &stored);
    void askDoctor();
    void verifyAudit();
    void problem(const QString &what, const QString &id);
    QString text(const QByteArray &statement);

    Connection m_connection;
    QStringList m_problems;
    QHash<QString, int> m_refusals;
    int m_acknowledged = 0;
    int m_claims = 0;
    int m_inDoubt = 0; ///< Sent by clients that were killed before they had their outcome.
    int m_lost = 0;
    int m_changed = 0;
    qint64 m_slowestMs = 0;
};

} // namespace scrip::test
