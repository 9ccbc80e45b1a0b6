// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections_model.h"

#include "core/text_rules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString orDash(const QString &text)
{
    return text.isEmpty() ? dash() : shownText(text);
}

} // namespace

ConnectionsModel::ConnectionsModel(const ConnectionBook &book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
{
    reload();
}

void ConnectionsModel::reload()
{
    beginResetModel();
    m_rows.clear();
    m_failure.reset();
    ConnectionProfile sandbox;
    sandbox.name = tr("Sandbox");
    sandbox.safety = SafetyLevel::Sandbox;
    KnownConnection first;
    first.source = KnownConnection::Source::Sandbox;
    first.profile = sandbox;
    m_rows << first;
    const auto saved = m_book.saved();
    if (saved) {
        for (const ConnectionProfile &profile : *saved)
            add(KnownConnection::Source::Saved, profile);
    } else {
        m_failure = saved.failure();
    }
    const QStringList services = m_book.services();
    for (const QString &service : services) {
        const bool named = std::any_of(m_rows.begin() + 1, m_rows.end(), [&service](const KnownConnection &row) {
            return row.profile.name == service && row.profile.service == service;
        });
        ConnectionProfile profile;
        profile.name = profile.service = service;
        if (!named)
            add(KnownConnection::Source::Service, profile);
    }
    endResetModel();
}

void ConnectionsModel::add(KnownConnection::Source source, const ConnectionProfile &profile)
{
    KnownConnection row;
    row.source = source;
    row.profile = profile;
    const auto address = m_book.address(profile);
    if (address)
        row.address = *address;
    else
        row.fault = address.failure().message;
    m_rows << row;
}

void ConnectionsModel::setCurrent(const std::optional<QString> &target)
{
    m_current = target;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString ConnectionsModel::targetOf(const KnownConnection &connection)
{
    return connection.source == KnownConnection::Source::Sandbox ? QString() : connection.profile.name;
}

bool ConnectionsModel::isCurrent(const KnownConnection &connection) const
{
    return m_current && *m_current == targetOf(connection);
}

const KnownConnection *ConnectionsModel::at(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_rows.size() ? &m_rows.at(index.row()) : nullptr;
}

QModelIndex ConnectionsModel::indexOf(const QString &target) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (targetOf(m_rows.at(row)) == target)
            return index(row, Name);
    }
    return {};
}

int ConnectionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConnectionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ConnectionsModel::data(const QModelIndex &index, int role) const
{
    const KnownConnection *row = at(index);
    if (!row)
        return {};
    if (role == Qt::DisplayRole)
        return text(*row, index.column());
    if (role == IdRole)
        return targetOf(*row);
    if (role == RawRole && index.column() == Safety)
        return row->profile.safety ? safetyName(*row->profile.safety) : QString();
    if (role == Qt::ToolTipRole && !row->fault.isEmpty())
        return shownText(row->fault).toHtmlEscaped();
    return {};
}

QString ConnectionsModel::text(const KnownConnection &row, int column) const
{
    const ConnectionAddress &address = row.address;
    if (row.source == KnownConnection::Source::Sandbox && column > Safety)
        return column == Host ? tr("this computer") : dash();
    switch (column) {
    case Name:
        return isCurrent(row) ? tr("%1 (connected)").arg(shownText(row.profile.name)) : shownText(row.profile.name);
    case Safety:
        return row.profile.safety ? safetyName(*row.profile.safety) : dash();
    case Host:
        if (!row.fault.isEmpty())
            return shownText(row.fault);
        return address.host.isEmpty() ? tr("this computer")
                                      : u"%1:%2"_s.arg(shownText(address.host), QString::number(address.port));
    case Database:
        return orDash(address.database);
    case User:
        return orDash(address.user);
    case Encryption:
        return address.local ? tr("not needed") : orDash(address.sslMode);
    case Way:
        return row.profile.tunnel.isEmpty() ? tr("straight") : tr("ssh %1").arg(shownText(row.profile.tunnel));
    default:
        return {};
    }
}

QVariant ConnectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Name:
        return tr("Name");
    case Safety:
        return tr("Safety");
    case Host:
        return tr("Server");
    case Database:
        return tr("Database");
    case User:
        return tr("User");
    case Encryption:
        return tr("TLS");
    case Way:
        return tr("Way");
    default:
        return {};
    }
}

} // namespace scrip
