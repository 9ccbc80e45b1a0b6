// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/claim_store.h"

#include <QTimeZone>
#include <QWidget>

class QMenu;

namespace scrip {

class DateField;
class FilterChips;
class SearchField;

/// The filter row of the claims: states, then event and period as chips, and a search at the right. A user or an
/// organization can be set from elsewhere and taken away here. Knows names, asks nothing. Owned by the page.
class ClaimFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit ClaimFilterBar(QWidget *parent = nullptr);

    [[nodiscard]] const ClaimQuery &filter() const { return m_filter; }
    /// Shows a filter without telling.
    void setFilter(const ClaimQuery &filter);
    /// What there is to choose from, and names for what was chosen.
    void setEvents(const QList<Event> &events);
    /// Names for the ids that are filtered by, as far as they are known.
    void setNames(const QString &user, const QString &organization);
    /// Where days begin and end, and which day it is.
    void setClock(const QTimeZone &zone, const QDateTime &now);

    [[nodiscard]] FilterChips *chips() const { return m_chips; }
    [[nodiscard]] SearchField *search() const { return m_search; }
    [[nodiscard]] QMenu *eventMenu() const { return m_eventMenu; }
    [[nodiscard]] QMenu *periodMenu() const { return m_periodMenu; }

Q_SIGNALS:
    void filterChanged(const scrip::ClaimQuery &filter);

private:
    void buildPeriod();
    void fillEvents();
    void choosePeriod(const QDate &first, const QDate &last);
    void change(const ClaimQuery &filter);
    void onRemoved(const QString &id);
    void showValues();
    [[nodiscard]] QString periodText() const;
    [[nodiscard]] QDate today() const;

    ClaimQuery m_filter;
    QList<Event> m_events;
    QString m_userName;
    QString m_organizationName;
    QTimeZone m_zone = QTimeZone::utc();
    QDateTime m_now;
    FilterChips *m_chips;
    QMenu *m_eventMenu;
    QMenu *m_periodMenu;
    DateField *m_from = nullptr;
    DateField *m_to = nullptr;
    SearchField *m_search;
};

} // namespace scrip
