// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_book.h"
#include "models/columns.h"

#include <QAbstractTableModel>

namespace scrip {

/// A database that one can connect to.
struct KnownConnection
{
    enum class Source {
        Sandbox, ///< The database that comes with the program.
        Saved,
        Service, ///< Of libpq's service file; nobody saved it here.
    };

    Source source = Source::Saved;
    ConnectionProfile profile; ///< The sandbox's is empty but for its name.
    ConnectionAddress address;
    QString fault; ///< Why it leads nowhere, one sentence; empty: it leads somewhere.
};

/// The sandbox, the saved connections by name, then the services of libpq that nobody saved. Reads a small file at
/// reload(); owned by its page, borrows the book.
class ConnectionsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Safety, Host, Database, User, Encryption, Way, ColumnCount };

    explicit ConnectionsModel(const ConnectionBook &book, QObject *parent = nullptr);

    /// Reads everything anew. A file that cannot be read is told by failure(), and what needs no file stays.
    void reload();
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }

    /// Which one the window is connected to; empty: the sandbox. Null: none of them.
    void setCurrent(const std::optional<QString> &target);
    [[nodiscard]] bool isCurrent(const KnownConnection &connection) const;

    [[nodiscard]] const KnownConnection *at(const QModelIndex &index) const;
    /// The row of that target, invalid when there is none.
    [[nodiscard]] QModelIndex indexOf(const QString &target) const;
    /// What --db takes for it; empty: the sandbox.
    [[nodiscard]] static QString targetOf(const KnownConnection &connection);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// RawRole of Safety: sandbox, staging, production, or empty.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void add(KnownConnection::Source source, const ConnectionProfile &profile);
    [[nodiscard]] QString text(const KnownConnection &row, int column) const;

    const ConnectionBook &m_book;
    QList<KnownConnection> m_rows;
    std::optional<Failure> m_failure;
    std::optional<QString> m_current;
};

} // namespace scrip
