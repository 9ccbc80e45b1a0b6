// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/audit_entry.h"
#include "models/list_model.h"

#include <QTimeZone>

#include <functional>

namespace scrip {

/// The cells of an audit row. Times are told in the zone given.
class AuditColumns : public Columns<AuditEntry>
{
public:
    enum Column { At, Who, Action, Reason, ColumnCount };

    void setZone(const QTimeZone &zone) { m_zone = zone; }

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const AuditEntry &entry, int column) const override;
    /// At: QDateTime in the zone; otherwise the text.
    [[nodiscard]] QVariant raw(const AuditEntry &entry, int column) const override;
    [[nodiscard]] QString id(const AuditEntry &entry) const override { return QString::number(entry.id); }
    [[nodiscard]] bool isFigure(int) const override { return false; }

private:
    QTimeZone m_zone = QTimeZone::utc();
};

/// What people read for the name of an action: "create_event" becomes "Created". An unknown name is shown as words.
[[nodiscard]] QString actionText(const QString &action);

/// The history of one object, newest first. Where it comes from is given with the object, so that events, codes and
/// batches share it.
class AuditModel : public ListModel<AuditEntry>
{
    Q_OBJECT
public:
    /// Asks for the rows behind a cursor; an empty cursor means the newest.
    using Source = std::function<Answer<Page<AuditEntry>>(const QString &after)>;

    explicit AuditModel(const QTimeZone &zone = QTimeZone::utc(), QObject *parent = nullptr);

    /// The zone in which times are told.
    void setZone(const QTimeZone &zone);

    /// Shows the history of another object: takes the rows away and asks at once. An empty source shows nothing.
    void setSource(const Source &source);
    [[nodiscard]] const AuditEntry *entry(const QModelIndex &index) const { return at(index); }

    void reload() override;

protected:
    Answer<Page<AuditEntry>> ask(const QString &after) override;

private:
    AuditModel(AuditColumns *cells, QObject *parent);

    AuditColumns *m_cells; ///< Owned by the base.
    Source m_source;
};

} // namespace scrip
