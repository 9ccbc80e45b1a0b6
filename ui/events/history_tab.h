// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"
#include "core/ports/event_store.h"

#include <QWidget>

class QGridLayout;

namespace scrip {

class AuditModel;
class DetailTable;
class InlineMessage;
class Label;
class SinceDelegate;
struct TablePorts;

/// What people did to an event: the rows of the audit, and for the chosen one each field before and after. Owned by
/// the detail pane; borrows the store.
class HistoryTab : public QWidget
{
    Q_OBJECT
public:
    HistoryTab(EventStore &store, const TablePorts &ports, QWidget *parent = nullptr);

    /// Asks when another event is set, or at reload(). `now` is the database's time, for the years of dates.
    void setEvent(const Event &event, const QDateTime &now);
    void reload();
    [[nodiscard]] DetailTable *table() const { return m_table; }
    /// The lines of the chosen entry, for tests: "Most claims: 400 → 500".
    [[nodiscard]] QStringList changes() const { return m_changes; }

Q_SIGNALS:
    void loaded();

private:
    void build(const TablePorts &ports);
    void buildTable(const TablePorts &ports);
    QWidget *buildChange();
    void onLoaded();
    void showEntry();
    void showFailure(const Failure &failure);

    EventStore &m_store;
    AuditModel *m_model = nullptr;
    DetailTable *m_table = nullptr;
    SinceDelegate *m_when = nullptr;
    InlineMessage *m_failure = nullptr;
    Label *m_title = nullptr;
    QWidget *m_lines = nullptr;
    QStringList m_changes;
    Event m_event;
};

} // namespace scrip
