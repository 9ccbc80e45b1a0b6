// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>

namespace scrip::test {

/// What a client wrote down about its calls, so that it can be held against the database whatever became of the
/// client: a line before each call is sent, and one for its outcome. Written with one write() each, which survives
/// the client's death.
class ClientLog
{
public:
    explicit ClientLog(QString path);
    ~ClientLog();
    ClientLog(const ClientLog &) = delete;
    ClientLog &operator=(const ClientLog &) = delete;

    void sent(const QString &key, const QByteArray &function) const;
    void acknowledged(const QString &key, const QByteArray &function, qint64 ms, const QJsonObject &answer) const;
    void refused(const QString &key, const QString &name, qint64 ms) const;
    /// Given up on: the outcome was not known within its time.
    void unresolved(const QString &key) const;

private:
    void line(const QByteArray &text) const;

    int m_file = -1;
};

/// A log as read afterwards. A key may have been sent more than once, by a client that was started again.
struct ClientRecord
{
    static ClientRecord read(const QString &path);

    QSet<QString> sent;
    QHash<QString, QJsonObject> acknowledged;
    QSet<QString> refused;
    QHash<QString, int> refusals; ///< How often each name came.
    QSet<QString> unresolved;
    qint64 slowestMs = 0;
    int claims = 0; ///< Acknowledged ones.
};

} // namespace scrip::test
