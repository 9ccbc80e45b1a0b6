// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_code_store.h"
#include "models/fake_customer_ports.h"
#include "models/timeline_model.h"
#include "ui/codes/fake_connection.h"
#include "ui/customers/customer_actions.h"
#include "ui/customers/customer_head.h"
#include "ui/customers/customer_view.h"
#include "ui/customers/customers_page.h"
#include "ui/customers/why_not_panel.h"
#include "ui/grants/new_grant_dialog.h"
#include "ui/shell/jobs.h"
#include "ui/table/detail_table.h"
#include "ui/table/export_dialog.h"
#include "ui/table/list_export.h"
#include "ui/table/table_page.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/search_field.h"

#include <QApplication>
#include <QTest>

namespace scrip::testing {

/// The page of customers over stores in memory; Priya is there, and what belongs to her.
struct CustomersFixture
{
    FakeEventStore events;
    FakeCodeStore codes;
    FakeClaimStore claims;
    FakeClaimGrants grants;
    FakeBooks books;
    FakeLookup lookup;
    FakeConnection connection;
    Jobs jobs;
    ScriptedPrompts prompts;
    std::unique_ptr<CustomersPage> page;

    CustomersFixture()
    {
        events.events = {sampleEvent(1, QStringLiteral("Devcon Singapore")),
                         sampleEvent(2, QStringLiteral("Builders Autumn Mailing"))};
        lookup.know(QStringLiteral("priya"), {samplePerson()});
        books.know(sampleId<OrganizationId>(400'000), QStringLiteral("Lumenforge Labs"), 118'396'903'100);
        books.know(sampleId<OrganizationId>(400'001), QStringLiteral("Kestrel Systems"), 21'795'881'100);
        grants.list = {sampleGrant(sampleId<GrantId>(1)), sampleGrant(sampleId<GrantId>(2))};
        lookup.items = {{sampleTime(QStringLiteral("2026-10-04T00:51:00Z")),
                         QStringLiteral("claim"),
                         QStringLiteral("priya.raman@lumenforge.example claimed Devcon Singapore through Scrip"),
                         {{QStringLiteral("claim"), 1}}}};
    }

    void show(const QSize &size = {1232, 720})
    {
        Stores stores;
        stores.events = &events;
        stores.codes = &codes;
        stores.claims = &claims;
        stores.grants = &grants;
        stores.ledger = &books;
        stores.lookup = &lookup;
        page = std::make_unique<CustomersPage>(stores, TablePorts{connection, jobs, prompts}, nullptr);
        page->resize(size);
        page->show();
        page->activateWindow();
        page->activate();
    }

    void find(const QString &text) const
    {
        page->searchField()->clear();
        QTest::keyClicks(page->searchField(), text);
        QTest::keyClick(page->searchField(), Qt::Key_Return);
    }

    /// Priya is on screen with all that is asked for.
    [[nodiscard]] bool isShown() const
    {
        return page->customer() && page->view()->balances()->isLoaded() && page->view()->timeline()->isLoaded();
    }
};

template <typename Dialog> Dialog *shownDialog()
{
    return qobject_cast<Dialog *>(QApplication::activeModalWidget());
}

} // namespace scrip::testing
