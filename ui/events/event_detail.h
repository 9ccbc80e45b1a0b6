// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"

#include <QWidget>

class QHBoxLayout;
class QStackedWidget;
class QTabBar;

namespace scrip {

class BatchesTab;
class DetailsTab;
class EventActions;
class HistoryTab;
class Label;
class Pill;
class RedemptionTab;
struct TablePorts;

/// The pane about one event: head with its actions, and the tabs below. A tab asks when it becomes visible. Owned by
/// the page.
class EventDetail : public QWidget
{
    Q_OBJECT
public:
    enum Tab { Batches, Redemption, Details, History };

    EventDetail(const Stores &stores, EventActions &actions, const TablePorts &ports, QWidget *parent = nullptr);

    /// Shows an event, or the same one as it is now; tabs that are seen ask again. Nothing: the pane is empty.
    void setEvent(const std::optional<Event> &event, const QDateTime &now);
    void showTab(Tab tab);
    [[nodiscard]] Tab currentTab() const;
    [[nodiscard]] QTabBar *tabs() const { return m_tabs; }
    [[nodiscard]] BatchesTab *batches() const { return m_batches; }
    [[nodiscard]] RedemptionTab *redemption() const { return m_redemption; }
    [[nodiscard]] DetailsTab *details() const { return m_details; }
    [[nodiscard]] HistoryTab *history() const { return m_history; }

Q_SIGNALS:
    /// The visible tab has what it asked for (or a failure to show).
    void ready();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildHead(EventActions &actions);
    void buildTabs(const Stores &stores, EventActions &actions, const TablePorts &ports);
    void fillTab();

    QHBoxLayout *m_headRow = nullptr;
    QHBoxLayout *m_tabRow = nullptr;
    Label *m_name = nullptr;
    Pill *m_pill = nullptr;
    Label *m_summary = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_whole = nullptr;
    BatchesTab *m_batches = nullptr;
    RedemptionTab *m_redemption = nullptr;
    DetailsTab *m_details = nullptr;
    HistoryTab *m_history = nullptr;
    std::optional<Event> m_event;
    QDateTime m_now;
    bool m_narrow = false;
};

} // namespace scrip
