// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/page_query.h"
#include "core/ports/grant_store.h"

#include <QWidget>

class QLineEdit;
class QMenu;

namespace scrip {

class FilterChips;

/// The filter row of the grants: states, then origin, event, organization and name as chips. Knows names, asks
/// nothing. Owned by the page.
class GrantFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit GrantFilterBar(QWidget *parent = nullptr);

    [[nodiscard]] const GrantQuery &filter() const { return m_filter; }
    /// Shows a filter without telling.
    void setFilter(const GrantQuery &filter);
    /// Names for what may be chosen.
    void setEvents(const QList<Event> &events);
    /// The name of the organization that is filtered by, once it is known.
    void setOrganizationName(const QString &name);
    /// Empty while it is not known.
    [[nodiscard]] QString eventName(const EventId &id) const;
    [[nodiscard]] const QString &organizationName() const { return m_organizationName; }
    [[nodiscard]] FilterChips *chips() const { return m_chips; }
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] QMenu *eventMenu() const { return m_eventMenu; }
    [[nodiscard]] QMenu *originMenu() const { return m_originMenu; }
    /// Opens the field for a part of the name.
    void openName();

Q_SIGNALS:
    void filterChanged(const scrip::GrantQuery &filter);

private:
    void buildOrigins();
    void buildName();
    void fillEvents();
    void choose(const QString &id);
    void change(const GrantQuery &filter);
    void onRemoved(const QString &id);
    void showValues();

    GrantQuery m_filter;
    QList<Event> m_events;
    QString m_organizationName;
    FilterChips *m_chips;
    QMenu *m_originMenu;
    QMenu *m_eventMenu;
    QMenu *m_nameMenu;
    QLineEdit *m_name = nullptr;
};

/// The same grants are left by both.
[[nodiscard]] bool sameFilter(const GrantQuery &a, const GrantQuery &b);

} // namespace scrip
