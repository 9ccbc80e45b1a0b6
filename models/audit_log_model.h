// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/administration.h"
#include "models/audit_model.h"

namespace scrip {

/// The cells of the audit as a whole: as those of one object, and which object it was.
class AuditLogColumns : public Columns<AuditEntry>
{
public:
    enum Column { At, Who, Action, Object, Reason, ColumnCount };

    void setZone(const QTimeZone &zone)
    {
        m_zone = zone;
        m_cells.setZone(zone);
    }

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const AuditEntry &entry, int column) const override;
    /// At: QDateTime in the zone; otherwise the text.
    [[nodiscard]] QVariant raw(const AuditEntry &entry, int column) const override;
    [[nodiscard]] QString id(const AuditEntry &entry) const override { return QString::number(entry.id); }
    /// The whole id of an object that is told by its name, or by the beginning of its id.
    [[nodiscard]] QString tip(const AuditEntry &entry, int column) const override;
    [[nodiscard]] bool isFigure(int) const override { return false; }

private:
    AuditColumns m_cells;
    QTimeZone m_zone = QTimeZone::utc();
};

/// "Event Devcon": the kind in words and what people call it, else "Grant 0190f3d4": the beginning of the id.
[[nodiscard]] QString auditObjectText(const AuditEntry &entry);

/// The audit as a query leaves it, newest first, read in pages as the view reaches their end. How many there are
/// beyond the pages read is asked for besides. Borrows the port.
class AuditLogModel : public ListModel<AuditEntry>
{
    Q_OBJECT
public:
    explicit AuditLogModel(Administration &administration, QObject *parent = nullptr);

    /// Shows what another query leaves: takes the rows away and asks at once.
    void setQuery(const AuditQuery &query);
    [[nodiscard]] const AuditQuery &query() const { return m_query; }
    void setZone(const QTimeZone &zone);
    [[nodiscard]] const AuditEntry *entry(const QModelIndex &index) const { return at(index); }
    /// All there are, as soon as the database said it; until then those that were read.
    [[nodiscard]] TableCount rowsInAll() const override;

    void reload() override;

protected:
    Answer<Page<AuditEntry>> ask(const QString &after) override;

private:
    AuditLogModel(AuditLogColumns *cells, Administration &administration, QObject *parent);

    void askCount();

    AuditLogColumns *m_cells; ///< Owned by the base.
    Administration &m_administration;
    AuditQuery m_query;
    Latest<RowCount> m_countAsked;
    std::optional<RowCount> m_count;
    bool m_countOutdated = true;
};

} // namespace scrip
