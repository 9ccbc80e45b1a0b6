// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "ui/audit/audit_filter_bar.h"
#include "ui/shell/page.h"

#include <QPointer>

class QStackedWidget;

namespace scrip {

class AuditChange;
class AuditLogModel;
class DialogFrame;
class EmptyState;
class InlineMessage;
class Splitter;
class TableView;

/// Who did what, newest first: filtered by time, login and object; below the table (beside it where there is room)
/// what one row changed; and verifying the chain of seals. Borrows port and connection, which outlive it.
class AuditPage : public WindowPage
{
    Q_OBJECT
public:
    AuditPage(Administration &administration, ConnectionMonitor &connection, QWidget *parent = nullptr);
    ~AuditPage() override;

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    void focusFilter() override;
    [[nodiscard]] QUrlQuery location() const override;
    /// "span=…", "actor=…", "object=…".
    void goTo(const QUrlQuery &location) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] TableView *table() const { return m_table; }
    [[nodiscard]] AuditLogModel *model() const { return m_model; }
    [[nodiscard]] AuditFilterBar *filterBar() const { return m_filters; }
    [[nodiscard]] AuditChange *change() const { return m_change; }
    [[nodiscard]] InlineMessage *failureStrip() const { return m_failure; }
    [[nodiscard]] QAction *verifyAction() const { return m_verify; }
    [[nodiscard]] QAction *objectAction() const { return m_onlyObject; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void buildContent();
    QWidget *buildFilters();
    QWidget *buildRows();
    void buildTable();
    void connectModel();
    void onSession();
    void onFailure(const Failure &failure);
    void setFilter(const AuditFilter &filter);
    void ask();
    void showState();
    void showSelection();
    void showSubtitle();
    void filterByChosen(bool object);
    void openVerify();
    [[nodiscard]] bool isDialogOpen() const;
    void showMenu(const QPoint &at);
    [[nodiscard]] const AuditEntry *chosen() const;
    void whenLoaded(const std::function<void()> &ready);

    Administration &m_administration;
    ConnectionMonitor &m_connection;
    AuditLogModel *m_model;
    QAction *m_verify = nullptr;
    QAction *m_onlyObject = nullptr;
    QAction *m_onlyActor = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_clear = nullptr;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_tableStack = nullptr;
    EmptyState *m_barred = nullptr;
    AuditFilterBar *m_filters = nullptr;
    InlineMessage *m_failure = nullptr;
    Splitter *m_split = nullptr;
    TableView *m_table = nullptr;
    class SinceDelegate *m_since = nullptr;
    AuditChange *m_change = nullptr;
    QPointer<DialogFrame> m_dialog;
    bool m_outdated = true;
    bool m_asked = false;
    bool m_beside = false;
    bool m_moved = false; ///< Somebody chose how high the change is.
};

} // namespace scrip
