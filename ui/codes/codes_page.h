// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/stores.h"
#include "ui/codes/code_change.h"
#include "ui/codes/code_selection.h"
#include "ui/shell/page.h"

#include <QPointer>

class QStackedWidget;

namespace scrip {

class CodeActions;
class CodeDetail;
class CodeFilterBar;
class CodesFooter;
class CodesModel;
class CodesTable;
class DialogFrame;
class EmptyState;
class InlineMessage;
class Jobs;
class ReasonDialog;
class Splitter;

/// All codes, masked, however many: filtered by state, event, batch and beginning; revealed, disabled and sent to the
/// printer by selection. Borrows stores, connection and jobs, which outlive it.
class CodesPage : public WindowPage
{
    Q_OBJECT
public:
    CodesPage(const Stores &stores, ConnectionMonitor &connection, Jobs &jobs, QWidget *parent);

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    void focusFilter() override;
    [[nodiscard]] QUrlQuery location() const override;
    void goTo(const QUrlQuery &location) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] CodesTable *table() const { return m_table; }
    [[nodiscard]] CodesModel *model() const { return m_model; }
    [[nodiscard]] CodeFilterBar *filterBar() const { return m_filters; }
    [[nodiscard]] CodesFooter *footer() const { return m_footer; }
    [[nodiscard]] CodeActions *actions() const { return m_actions; }
    [[nodiscard]] CodeDetail *detail() const { return m_detail; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void buildContent();
    QWidget *buildFilters();
    QWidget *buildRows();
    QWidget *buildFooter();
    void buildEmpty();
    void connectModel();
    void connectNews();
    void onNews(const Change &change);
    void onFailure(const Failure &failure);

    void setFilter(const CodeFilter &filter);
    void loadLists();
    void loadEvents();
    void loadBatches();
    void loadCounts();
    void reloadRows();
    void showSubtitle();
    void showState();
    void showPlace();
    void showSelection();
    void showDetail(const CodeSelection &selection);

    void openMint();
    void openReveal();
    void openChange(CodeChange::Kind kind);
    void connectChange(ReasonDialog *dialog, CodeChange *change);
    void tellChanged(const CodeChange &change);
    void undo(CodeChange::Kind kind, const QList<SerialRange> &ranges);
    void openSheets();
    void openEvent();
    void copySelection();
    void showMenu(const QPoint &at);
    [[nodiscard]] CodeSelection selection() const;
    [[nodiscard]] QList<Event> mintable() const;
    void whenLoaded(std::function<void()> ready);
    void selectRows(int first, int count);

    Stores m_stores;
    ConnectionMonitor &m_connection;
    Jobs &m_jobs;
    CodesModel *m_model;
    CodeActions *m_actions;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_rows = nullptr;
    EmptyState *m_empty = nullptr;
    CodeFilterBar *m_filters = nullptr;
    InlineMessage *m_failure = nullptr;
    Splitter *m_split = nullptr;
    CodesTable *m_table = nullptr;
    CodesFooter *m_footer = nullptr;
    CodeDetail *m_detail = nullptr;
    QPointer<DialogFrame> m_dialog;

    QList<Event> m_events;
    Latest<Page<Event>> m_eventsAsked;
    Latest<Page<Batch>> m_batchesAsked;
    QHash<CodeState, std::shared_ptr<Latest<RowCount>>> m_countsAsked;
    bool m_eventsKnown = false;
    bool m_outdated = true;
};

} // namespace scrip
