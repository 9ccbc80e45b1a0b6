// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_log_model.h"

#include "core/text_rules.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int skeletonRows = 16;
constexpr int shownOfId = 8;

struct Known
{
    const char *kind;
    const char *text;
};

constexpr Known known[] = {
    {"event", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Event")},
    {"batch", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Batch")},
    {"code", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Code")},
    {"claim", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Claim")},
    {"grant", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Grant")},
    {"organization", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Organization")},
    {"setting", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Setting")},
    {"role", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Role")},
    {"login", QT_TRANSLATE_NOOP("scrip::AuditLogColumns", "Login")},
};

QString kindText(const QString &kind)
{
    for (const Known &one : known) {
        if (kind == QLatin1StringView(one.kind))
            return QCoreApplication::translate("scrip::AuditLogColumns", one.text);
    }
    QString shown = shownText(kind);
    shown.replace(u'_', u' ');
    if (!shown.isEmpty())
        shown[0] = shown.at(0).toUpper();
    return shown;
}

} // namespace

QString auditObjectText(const AuditEntry &entry)
{
    if (entry.objectKind.isEmpty())
        return dash();
    // A name is told whole; of an id its beginning is enough to find it again.
    const bool isId = !QUuid::fromString(entry.objectId).isNull();
    const QString id = isId ? entry.objectId.left(shownOfId) : shownText(entry.objectId);
    return id.isEmpty() ? kindText(entry.objectKind) : QString(kindText(entry.objectKind) % u' ' % id);
}

QString AuditLogColumns::title(int column) const
{
    switch (column) {
    case At:
        return m_cells.title(AuditColumns::At);
    case Who:
        return m_cells.title(AuditColumns::Who);
    case Action:
        return m_cells.title(AuditColumns::Action);
    case Reason:
        return m_cells.title(AuditColumns::Reason);
    default:
        return QCoreApplication::translate("scrip::AuditLogColumns", "Object");
    }
}

QString AuditLogColumns::text(const AuditEntry &entry, int column) const
{
    switch (column) {
    case At:
        return m_cells.text(entry, AuditColumns::At);
    case Who:
        return m_cells.text(entry, AuditColumns::Who);
    case Action:
        return m_cells.text(entry, AuditColumns::Action);
    case Reason:
        return m_cells.text(entry, AuditColumns::Reason);
    default:
        return auditObjectText(entry);
    }
}

QVariant AuditLogColumns::raw(const AuditEntry &entry, int column) const
{
    return column == At ? QVariant(entry.at.toTimeZone(m_zone)) : QVariant(text(entry, column));
}

AuditLogModel::AuditLogModel(Administration &administration, QObject *parent)
    : AuditLogModel(std::make_unique<AuditLogColumns>().release(), administration, parent)
{
}

AuditLogModel::AuditLogModel(AuditLogColumns *cells, Administration &administration, QObject *parent)
    : ListModel(std::unique_ptr<AuditLogColumns>(cells), parent)
    , m_cells(cells)
    , m_administration(administration)
{
    setPlaceholderRows(skeletonRows);
}

void AuditLogModel::setQuery(const AuditQuery &query)
{
    m_query = query;
    clearRows();
    reload();
}

void AuditLogModel::setZone(const QTimeZone &zone)
{
    m_cells->setZone(zone);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, AuditLogColumns::At), index(rowCount() - 1, AuditLogColumns::At));
}

Answer<Page<AuditEntry>> AuditLogModel::ask(const QString &after)
{
    AuditQuery query = m_query;
    query.after = after;
    return m_administration.audit(query);
}

} // namespace scrip
