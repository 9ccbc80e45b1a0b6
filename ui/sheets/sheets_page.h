// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/database_clock.h"
#include "ui/sheets/sheet_actions.h"
#include "ui/shell/page.h"

class QStackedWidget;

namespace scrip {

class ChecksPanel;
class EmptyState;
class PreviewPanel;
class PrintsPanel;
class SerialsPanel;
class SheetSubject;
class StockJudge;
class StockPanel;
class SubjectBar;
struct Change;

/// Sheets of labels: a batch, a stock, the page as it will print, and what there is to say before it does. Owned by
/// the window; borrows its ports.
class SheetsPage : public WindowPage
{
    Q_OBJECT
public:
    SheetsPage(const SheetPorts &ports, QWidget *parent = nullptr);

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    void focusFilter() override;
    [[nodiscard]] QUrlQuery location() const override;
    void goTo(const QUrlQuery &location) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] SheetActions &actions() const { return *m_actions; }
    [[nodiscard]] SubjectBar *subjectBar() const { return m_bar; }
    [[nodiscard]] StockPanel *stocks() const { return m_stocks; }
    [[nodiscard]] PreviewPanel *preview() const { return m_preview; }
    [[nodiscard]] SerialsPanel *serials() const { return m_serials; }
    [[nodiscard]] ChecksPanel *checks() const { return m_checks; }
    [[nodiscard]] PrintsPanel *prints() const { return m_prints; }
    /// What would be printed now, if anything.
    [[nodiscard]] const std::optional<SheetPlan> &plan() const { return m_plan; }
    /// True while there is no batch to print and the page says so.
    [[nodiscard]] bool isEmpty() const;

private:
    void buildActions();
    void buildPanes();
    [[nodiscard]] QWidget *buildRight();
    void connectParts();
    void onSubject();
    void onFailed(const Failure &failure);
    void onChange(const Change &change);
    void onRevealFailed(const Failure &failure);
    void showEmpty();
    /// Says why this login may not see sheets, if that is so.
    bool showBarred();
    void showBatch();
    void askPrints();
    void askFits();
    void setStart(int startAt);
    void chooseRun(const PrintRecord &run);
    /// Works out what would be printed and shows it everywhere.
    void follow();
    [[nodiscard]] SheetWish wish() const;
    void showPlan(const QList<PrintRecord> &onPaper);
    void showSummary();
    void whenShown(const std::function<void()> &ready);

    SheetPorts m_ports;
    SheetSubject *m_subject;
    StockJudge *m_judge;
    SheetActions *m_actions;
    SubjectBar *m_bar;
    QAction *m_mint;
    QAction *m_again;
    QStackedWidget *m_stack;
    EmptyState *m_empty = nullptr;
    EmptyState *m_offline = nullptr;
    EmptyState *m_barred = nullptr;
    StockPanel *m_stocks = nullptr;
    PreviewPanel *m_preview = nullptr;
    SerialsPanel *m_serials = nullptr;
    ChecksPanel *m_checks = nullptr;
    PrintsPanel *m_prints = nullptr;
    DatabaseClock m_clock;
    std::optional<SheetPlan> m_plan;
    int m_startAt = 1;
    BatchId m_shown;  ///< The batch the panes are about.
    QString m_fitted; ///< What the stocks were judged for.
    bool m_asked = false;
    bool m_outdated = false;
};

} // namespace scrip
