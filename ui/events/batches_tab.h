// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"

#include <QStackedWidget>
#include <QWidget>

namespace scrip {

class BatchStore;
class CodeFunnel;
class EventActions;
class EventBatches;
class InlineMessage;
class TableView;

/// The batches of an event with their sum, and the funnel of its codes beside them. Owned by the detail pane.
class BatchesTab : public QWidget
{
    Q_OBJECT
public:
    BatchesTab(BatchStore &store, EventActions &actions, QWidget *parent = nullptr);

    void setEvent(const Event &event);
    void reload();
    [[nodiscard]] EventBatches &model() { return *m_model; }
    [[nodiscard]] TableView *table() const { return m_table; }

Q_SIGNALS:
    void loaded();

private:
    QWidget *buildList(EventActions &actions);
    QWidget *buildFunnel();
    void openMenu(const QModelIndex &index, const QPoint &at);
    void showState();

    EventActions &m_actions;
    EventBatches *m_model;
    TableView *m_table = nullptr;
    InlineMessage *m_failure = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_none = nullptr;
    CodeFunnel *m_funnel = nullptr;
    Event m_event;
};

} // namespace scrip
