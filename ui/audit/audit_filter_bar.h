// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/page_query.h"

#include <QWidget>

class QLineEdit;
class QMenu;

namespace scrip {

class FilterChips;

/// What a person looks for in the audit. A value; the times follow from the span and from now.
struct AuditFilter
{
    QString span;   ///< "all", "hour", "day", "week", "month".
    QString actor;  ///< A login; empty: of all.
    QString object; ///< Kind, id, or kind:id; empty: of all.

    friend bool operator==(const AuditFilter &, const AuditFilter &) = default;
};

/// The query of a filter at that moment of the database.
[[nodiscard]] AuditQuery queryOf(const AuditFilter &filter, const QDateTime &now);

/// The filter row of the audit: spans of time, then who and what as chips. Asks nothing. Owned by the page.
class AuditFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit AuditFilterBar(QWidget *parent = nullptr);

    [[nodiscard]] const AuditFilter &filter() const { return m_filter; }
    /// Shows a filter without telling.
    void setFilter(const AuditFilter &filter);
    [[nodiscard]] FilterChips *chips() const { return m_chips; }
    [[nodiscard]] QLineEdit *actorField() const { return m_actor; }
    [[nodiscard]] QLineEdit *objectField() const { return m_object; }
    /// Opens the field for the object.
    void openObject();

Q_SIGNALS:
    void filterChanged(const scrip::AuditFilter &filter);

private:
    QLineEdit *addField(QMenu *menu, const QString &placeholder, const QString &name, QString AuditFilter::*field);
    void change(const AuditFilter &filter);
    void onRemoved(const QString &id);

    AuditFilter m_filter;
    FilterChips *m_chips;
    QMenu *m_actorMenu;
    QMenu *m_objectMenu;
    QLineEdit *m_actor;
    QLineEdit *m_object;
};

} // namespace scrip
