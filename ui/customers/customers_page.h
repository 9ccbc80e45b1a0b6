// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/stores.h"
#include "ui/customers/claim_dialog.h"
#include "ui/customers/customer.h"
#include "ui/shell/page.h"

#include <QPointer>

class QStackedWidget;

namespace scrip {

class CustomerActions;
class CustomerView;
class DetailTable;
class EmptyState;
class InlineMessage;
class ListExport;
class SearchField;
class Splitter;
class WhyNotPanel;
enum class Remedy;
struct ExportSource;
class Prompts;
struct TablePorts;
template <typename T> class SourcedList;

/// One search box that takes anything, and the customer it leads to: what they have, what happened, why they cannot
/// claim, and what can be done for them. Owned by the window; borrows stores and ports, which outlive it.
class CustomersPage : public WindowPage
{
    Q_OBJECT
public:
    CustomersPage(const Stores &stores, const TablePorts &ports, QWidget *parent);

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    void focusFilter() override;
    [[nodiscard]] QUrlQuery location() const override;
    void goTo(const QUrlQuery &location) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] SearchField *searchField() const { return m_search; }
    [[nodiscard]] DetailTable *hitsTable() const { return m_hitsTable; }
    [[nodiscard]] SourcedList<Match> *hits() const { return m_hits; }
    [[nodiscard]] CustomerView *view() const { return m_view; }
    [[nodiscard]] WhyNotPanel *whyNot() const { return m_whyNot; }
    [[nodiscard]] CustomerActions *actions() const { return m_actions; }
    [[nodiscard]] InlineMessage *strip() const { return m_strip; }
    [[nodiscard]] ListExport *timelineExport() const { return m_timelineExport; }
    [[nodiscard]] ListExport *grantsExport() const { return m_grantsExport; }
    /// Whoever is shown.
    [[nodiscard]] const std::optional<Customer> &customer() const { return m_customer; }

private:
    void buildActions();
    void buildExports(const TablePorts &ports);
    void buildSearch();
    void buildContent();
    QWidget *buildCustomer();
    void connectFinder();
    void connectNews();
    void onNews(const Change &change);
    void onFailure(const Failure &failure);
    void again();

    void find();
    void showNothing();
    void showFound(const LookupResult &result, const QString &text);
    void showCustomer(const Customer &customer);
    void showRights();
    void showChoice();
    void showClock();
    void loadEvents();
    [[nodiscard]] QList<Event> claimable() const;

    [[nodiscard]] bool isAsking() const;
    void openClaim(const ClaimDraft &draft);
    void connectRemedies();
    void mend(const QString &refusal);
    void openRemedy(Remedy remedy, const Code &code);
    void openRotate();
    void openReissue();
    void openGrant();
    void openClaims();
    void openGrants();
    void tellDoubt();
    void lookAgain();
    [[nodiscard]] TourStop tourOfPerson();

    Stores m_stores;
    ConnectionMonitor &m_connection;
    Prompts &m_prompts;
    CustomerFinder *m_finder;
    CustomerActions *m_actions;
    SourcedList<Match> *m_hits;
    std::optional<Customer> m_customer;
    QList<Event> m_events;
    Latest<Page<Event>> m_eventsAsked;
    Latest<Code> m_codeAsked;
    QPointer<DialogFrame> m_dialog;
    SearchField *m_search = nullptr;
    InlineMessage *m_strip = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_none = nullptr;
    EmptyState *m_barred = nullptr;
    DetailTable *m_hitsTable = nullptr;
    Splitter *m_split = nullptr;
    CustomerView *m_view = nullptr;
    ListExport *m_timelineExport = nullptr;
    ListExport *m_grantsExport = nullptr;
    WhyNotPanel *m_whyNot = nullptr;
    QWidget *m_shown = nullptr; ///< Of the stack, but for a login that may not look.
    bool m_outdated = true;
    bool m_lookFailed = false;
};

} // namespace scrip
