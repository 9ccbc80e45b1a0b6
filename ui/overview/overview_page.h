// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/overview_store.h"
#include "ui/shell/page.h"

#include <QElapsedTimer>
#include <QTimer>

class QBoxLayout;
class QStackedWidget;

namespace scrip {

class BooksPanel;
class ChartCard;
class EmptyState;
class ExposureTable;
class FigureCell;
class InlineMessage;
class MatterList;

/// What one wants to know first: claims today, what events may cost, what expires and what needs a person, each
/// leading to where it can be seen whole. Follows the change feed while it is the visible page. Owned by the window;
/// borrows ports and connection, which outlive it.
class OverviewPage : public WindowPage
{
    Q_OBJECT
public:
    OverviewPage(OverviewStore &store, Administration &administration, ConnectionMonitor &connection,
                 QWidget *parent = nullptr);

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] FigureCell *claimsFigure() const { return m_claimsFigure; }
    [[nodiscard]] FigureCell *exposureFigure() const { return m_exposureFigure; }
    [[nodiscard]] FigureCell *expiryFigure() const { return m_expiryFigure; }
    [[nodiscard]] FigureCell *riskFigure() const { return m_riskFigure; }
    [[nodiscard]] ChartCard *today() const { return m_today; }
    [[nodiscard]] ChartCard *expiry() const { return m_expiry; }
    [[nodiscard]] ExposureTable *exposure() const { return m_exposure; }
    [[nodiscard]] MatterList *active() const { return m_active; }
    [[nodiscard]] MatterList *matters() const { return m_matters; }
    [[nodiscard]] BooksPanel *books() const { return m_books; }
    [[nodiscard]] InlineMessage *strip() const { return m_strip; }
    [[nodiscard]] QAction *checkAction() const { return m_check; }
    [[nodiscard]] bool isLoaded() const { return m_overview.has_value(); }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Face { Content, NothingYet, NotLoaded };

    void buildActions();
    void buildContent();
    QWidget *buildFigures();
    QWidget *buildLeft();
    QWidget *buildRight();
    void buildEmpty();
    void connectParts();
    void onChanged(const Change &change);
    void judge();
    void reload();
    void askExpiring();
    void showOverview(const Overview &overview);
    void showFigures(const Overview &overview);
    void showLists(const Overview &overview);
    void showExpiring(const Expiring &expiring);
    void onFailure(const Failure &failure);
    void openClaims(int hour);
    void openExpiring(int day);
    void runChecks();
    void whenLoaded(const std::function<void()> &ready);

    OverviewStore &m_store;
    Administration &m_administration;
    ConnectionMonitor &m_connection;
    Latest<Overview> m_asked;
    Latest<Expiring> m_expiringAsked;
    Latest<Diagnosis> m_checked;
    std::optional<Overview> m_overview;
    std::optional<Expiring> m_expiring;
    QElapsedTimer m_sinceExpiring;
    QTimer m_minute;
    bool m_outdated = true;

    QAction *m_check = nullptr;
    QAction *m_newEvent = nullptr;
    QAction *m_tryAgain = nullptr;
    QStackedWidget *m_faces = nullptr;
    EmptyState *m_notLoaded = nullptr;
    InlineMessage *m_strip = nullptr;
    FigureCell *m_claimsFigure = nullptr;
    FigureCell *m_exposureFigure = nullptr;
    FigureCell *m_expiryFigure = nullptr;
    FigureCell *m_riskFigure = nullptr;
    ChartCard *m_today = nullptr;
    ChartCard *m_expiry = nullptr;
    ExposureTable *m_exposure = nullptr;
    MatterList *m_active = nullptr;
    MatterList *m_matters = nullptr;
    BooksPanel *m_books = nullptr;
    QWidget *m_right = nullptr;
};

} // namespace scrip
