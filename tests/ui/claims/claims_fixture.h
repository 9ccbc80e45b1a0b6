// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/claims_model.h"
#include "models/fake_claim_ports.h"
#include "models/fake_code_store.h"
#include "ui/claims/claim_actions.h"
#include "ui/claims/claim_detail.h"
#include "ui/claims/claim_filter_bar.h"
#include "ui/claims/claims_page.h"
#include "ui/claims/claims_table.h"
#include "ui/codes/fake_connection.h"
#include "ui/shell/jobs.h"
#include "ui/table/table_commands.h"
#include "ui/widgets/prompts.h"

#include <QApplication>

namespace scrip::testing {

/// A page of claims over stores in memory: the fourth is released with its code freed.
struct ClaimsFixture
{
    FakeEventStore events;
    FakeBatchStore batches;
    FakeCodeStore codes;
    FakeClaimStore claims;
    FakeClaimGrants grants;
    FakeConnection connection;
    Jobs jobs;
    ScriptedPrompts prompts;
    std::unique_ptr<ClaimsPage> page;

    explicit ClaimsFixture(int count = 12)
    {
        events.events = {sampleEvent(1, QStringLiteral("Devcon Singapore")),
                         sampleEvent(2, QStringLiteral("Builders Autumn Mailing"))};
        for (int number = 1; number <= count; ++number)
            claims.claims.append(sampleClaim(number, number == 2 ? QStringLiteral("lin.wei@lumenforge.example")
                                                                 : QStringLiteral("priya.raman@lumenforge.example")));
        if (count > 3)
            claims.claims[3] = releasedClaim(claims.claims[3], true, true);
    }

    [[nodiscard]] Stores stores()
    {
        Stores stores;
        stores.events = &events;
        stores.batches = &batches;
        stores.codes = &codes;
        stores.claims = &claims;
        stores.grants = &grants;
        return stores;
    }

    /// The page on screen with its first rows.
    void show(const QSize &size = {1232, 700})
    {
        page = std::make_unique<ClaimsPage>(stores(), TablePorts{connection, jobs, prompts}, nullptr);
        page->resize(size);
        page->show();
        page->activateWindow();
        page->activate();
    }

    [[nodiscard]] bool isLoaded() const { return page->model()->isLoaded(); }

    void select(const QList<int> &rows) const
    {
        QItemSelectionModel *selection = page->table()->selectionModel();
        selection->clearSelection();
        for (const int row : rows)
            selection->select(page->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
};

/// The dialog that is open, or null when it is none of that kind.
template <typename Dialog> Dialog *shownDialog()
{
    return qobject_cast<Dialog *>(QApplication::activeModalWidget());
}

} // namespace scrip::testing
