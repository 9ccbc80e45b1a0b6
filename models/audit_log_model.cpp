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
    if (!entry.objectName.isEmpty())
        return kindText(entry.objectKind) % u' ' % shownText(entry.objectName);
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

QString AuditLogColumns::tip(const AuditEntry &entry, int column) const
{
    if (column != Object)
        return {};
    const QString id = shownText(entry.objectId);
    return entry.objectName.isEmpty() ? id : QString(auditObjectText(entry) % u'\n' % id);
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
    connect(this, &ListModelBase::loaded, this, &AuditLogModel::askCount);
}

void AuditLogModel::setQuery(const AuditQuery &query)
{
    m_query = query;
    m_countAsked.forget();
    m_count.reset();
    clearRows();
    reload();
}

void AuditLogModel::setZone(const QTimeZone &zone)
{
    m_cells->setZone(zone);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, AuditLogColumns::At), index(rowCount() - 1, AuditLogColumns::At));
}

void AuditLogModel::reload()
{
    m_countOutdated = true;
    ListModel::reload();
}

/// Only where there is more than was read: else one can see how many there are.
void AuditLogModel::askCount()
{
    if (ListModel::rowsInAll().certainty != TableCount::Certainty::AtLeast || !std::exchange(m_countOutdated, false))
        return;
    m_countAsked.ask(this, m_administration.auditCount(m_query), [this](const Result<RowCount> &answer) {
        if (!answer)
            return; // The rows are what matters; the next reload asks again.
        m_count = *answer;
        Q_EMIT countChanged();
    });
}

TableCount AuditLogModel::rowsInAll() const
{
    const TableCount read = ListModel::rowsInAll();
    if (read.certainty != TableCount::Certainty::AtLeast || !m_count)
        return read;
    using Certainty = TableCount::Certainty;
    return {std::max(read.rows, m_count->count), m_count->exact ? Certainty::Exact : Certainty::Estimate};
}

Answer<Page<AuditEntry>> AuditLogModel::ask(const QString &after)
{
    AuditQuery query = m_query;
    query.after = after;
    return m_administration.audit(query);
}

} // namespace scrip
