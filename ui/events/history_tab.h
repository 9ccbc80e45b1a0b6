// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"
#include "core/ports/event_store.h"

#include <QWidget>

class QGridLayout;

namespace scrip {

class AuditModel;
class InlineMessage;
class Label;
class TableView;

/// What people did to an event: the rows of the audit, and for the chosen one each field before and after. Owned by
/// the detail pane; borrows the store.
class HistoryTab : public QWidget
{
    Q_OBJECT
public:
    explicit HistoryTab(EventStore &store, QWidget *parent = nullptr);

    /// Asks when another event is set, or at reload().
    void setEvent(const Event &event);
    void reload();
    [[nodiscard]] TableView *table() const { return m_table; }
    /// The lines of the chosen entry, for tests: "Most claims: 400 → 500".
    [[nodiscard]] QStringList changes() const { return m_changes; }

Q_SIGNALS:
    void loaded();

private:
    void build();
    void setModel(AuditModel *model);
    void showEntry();
    void showFailure(const Failure &failure);

    EventStore &m_store;
    AuditModel *m_model = nullptr;
    TableView *m_table = nullptr;
    InlineMessage *m_failure = nullptr;
    Label *m_title = nullptr;
    QWidget *m_lines = nullptr;
    QStringList m_changes;
    Event m_event;
};

} // namespace scrip
