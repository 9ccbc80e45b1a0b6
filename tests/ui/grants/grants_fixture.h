// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_grant_stores.h"
#include "models/grants_model.h"
#include "ui/codes/fake_connection.h"
#include "ui/grants/grant_actions.h"
#include "ui/grants/grants_page.h"
#include "ui/grants/grants_table.h"
#include "ui/shell/jobs.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/reason_dialog.h"

#include <QAction>
#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

namespace scrip::testing {

/// A page of grants over stores in memory: claims, sold, depleted, expired and voided credit.
struct GrantsFixture
{
    FakeEventStore events;
    FakeGrantStore grants;
    FakeLedgerStore ledger;
    FakeConnection connection;
    Jobs jobs;
    ScriptedPrompts prompts;
    std::unique_ptr<GrantsPage> page;

    GrantsFixture()
    {
        events.events = {sampleEvent(1, QStringLiteral("Devcon Singapore")),
                         sampleEvent(2, QStringLiteral("Builders Autumn Mailing"))};
        grants.grants = {sampleGrant(1), soldGrant(2), sampleGrant(3, QStringLiteral("Helix Data"))};
        add(GrantStatus::Active, QStringLiteral("Basalt Cloud"), true);
        add(GrantStatus::Expired, QStringLiteral("Mto Consulting"), false);
        add(GrantStatus::Voided, QStringLiteral("Pelagic"), false);
        for (int number = 10; number < 40; ++number)
            grants.grants.append(sampleGrant(number, QStringLiteral("Company %1").arg(number)));
    }

    void add(GrantStatus status, const QString &organization, bool depleted)
    {
        Grant grant = sampleGrant(int(grants.grants.size()) + 1, organization);
        grant.status = status;
        grant.depleted = depleted;
        (depleted ? grant.consumed : grant.forfeited) = grant.amount;
        if (!depleted)
            grant.consumed = dollars(QStringLiteral("0"));
        grant.available = dollars(QStringLiteral("0"));
        grants.grants.append(grant);
    }

    /// The page on screen with its first rows.
    void show(const QSize &size = {1232, 700})
    {
        Stores stores{&events, nullptr, nullptr, nullptr, &grants, &ledger};
        page = std::make_unique<GrantsPage>(stores, TablePorts{connection, jobs, prompts}, nullptr);
        page->resize(size);
        page->show();
        page->activateWindow();
        page->activate();
    }

    [[nodiscard]] bool isLoaded() const { return page->model()->isLoaded(); }
    [[nodiscard]] GrantId idOf(int row) const { return grants.grants.at(row).id; }

    /// Selects the row, runs the action and answers the dialog that it opened.
    template <typename Dialog> Dialog *open(int row, QAction *action) const
    {
        page->table()->select(idOf(row));
        action->trigger();
        return qobject_cast<Dialog *>(QApplication::activeModalWidget());
    }
};

inline void typeReason(ReasonField *field, const QString &reason)
{
    QTest::keyClicks(field->edit(), reason);
}

inline void clickSubmit(const DialogFrame *dialog)
{
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
}

/// The button on the strip of a dialog: "Try again", "Ask now".
inline void clickStrip(const DialogFrame *dialog)
{
    QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
}

} // namespace scrip::testing
