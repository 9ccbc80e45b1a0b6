// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"

#include <QStackedWidget>
#include <QWidget>

class QMenu;

namespace scrip {

class BatchStore;
class CodeFunnel;
class ConnectionMonitor;
class DetailTable;
class EventActions;
class EventBatches;
class InlineMessage;
class Label;
struct TablePorts;

/// The batches of an event with their sum, and the funnel of its codes beside them. Owned by the detail pane.
class BatchesTab : public QWidget
{
    Q_OBJECT
public:
    BatchesTab(BatchStore &store, EventActions &actions, const TablePorts &ports, QWidget *parent = nullptr);

    void setEvent(const Event &event);
    void reload();
    [[nodiscard]] EventBatches &model() { return *m_model; }
    [[nodiscard]] DetailTable *table() const { return m_table; }

Q_SIGNALS:
    void loaded();

private:
    QWidget *buildList(EventActions &actions);
    void buildTable(const TablePorts &ports);
    QWidget *buildFunnel();
    void fillMenu(QMenu *menu, const QModelIndex &index);
    void showState();
    /// Says why this login may not see batches, if that is so.
    bool showBarred();

    BatchStore &m_store;
    EventActions &m_actions;
    ConnectionMonitor &m_connection;
    EventBatches *m_model;
    DetailTable *m_table = nullptr;
    InlineMessage *m_failure = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_none = nullptr;
    Label *m_barred = nullptr;
    CodeFunnel *m_funnel = nullptr;
    Event m_event;
};

} // namespace scrip
