// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit_entry.h"
#include "core/money.h"

#include <QHash>
#include <QTimeZone>
#include <QWidget>

class QBoxLayout;

namespace scrip {

class Label;

/// One row of the audit: who did what, to which object, why, and each field before and after side by side. Owned by
/// the page.
class AuditChange : public QWidget
{
    Q_OBJECT
public:
    explicit AuditChange(QWidget *parent = nullptr);

    /// The zone in which times are told, the database's time, and the currency of amounts that name none.
    void setClock(const QTimeZone &zone, const QDateTime &now, const Currency &currency);
    void showEntry(const AuditEntry &entry);
    void clear();
    /// "Status: Active → Paused", for tests.
    [[nodiscard]] const QStringList &lines() const { return m_lines; }

private:
    void buildFacts(QBoxLayout *column);
    void showFacts(const AuditEntry &entry);
    void showFields(const AuditEntry &entry);
    /// Shows the row, or hides it when there is nothing to tell.
    void setFact(Label *value, const QString &text);

    QTimeZone m_zone = QTimeZone::utc();
    QDateTime m_now;
    Currency m_currency;
    QWidget *m_scroll = nullptr;
    Label *m_hint = nullptr;
    Label *m_title = nullptr;
    QHash<Label *, Label *> m_names; ///< By the label of the value.
    Label *m_when = nullptr;
    Label *m_who = nullptr;
    Label *m_object = nullptr;
    Label *m_reason = nullptr;
    Label *m_request = nullptr;
    QWidget *m_fields = nullptr;
    QStringList m_lines;
};

} // namespace scrip
