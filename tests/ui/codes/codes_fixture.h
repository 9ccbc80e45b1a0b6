// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_code_store.h"
#include "models/samples.h"
#include "ui/codes/code_actions.h"
#include "ui/codes/code_filter_bar.h"
#include "ui/codes/codes_page.h"
#include "ui/codes/codes_table.h"
#include "ui/codes/fake_connection.h"
#include "ui/shell/jobs.h"
#include "ui/table/table_commands.h"
#include "ui/table/table_footer.h"
#include "ui/widgets/prompts.h"

#include "models/codes_model.h"

#include <QApplication>

namespace scrip::testing {

/// A page of codes over stores in memory: two events, three batches, every state.
struct CodesFixture
{
    FakeEventStore events;
    FakeBatchStore batches;
    FakeCodeStore codes;
    FakeConnection connection;
    Jobs jobs;
    ScriptedPrompts prompts;
    std::unique_ptr<CodesPage> page;

    explicit CodesFixture(int firstBatch = 600)
    {
        const EventId devcon = sampleId<EventId>(1);
        events.events = {sampleEvent(1, QStringLiteral("Devcon Singapore")),
                         sampleEvent(2, QStringLiteral("Builders Autumn Mailing"))};
        batches.batches = {sampleBatch(1, devcon, firstBatch), sampleBatch(2, devcon, 40)};
        for (int serial = 1; serial <= firstBatch; ++serial)
            codes.codes.append(sampleCode(serial, devcon, batches.batches[0].id, firstBatch, stateFor(serial)));
        for (int serial = 1; serial <= 40; ++serial) {
            Code code = sampleCode(firstBatch + serial, devcon, batches.batches[1].id, 40);
            code.serial = serial;
            code.batchNumber = 2;
            codes.codes.append(code);
        }
    }

    [[nodiscard]] TablePorts ports() { return {connection, jobs, prompts}; }

    /// The page on screen with its first rows.
    void show(const QSize &size = {1232, 700})
    {
        Stores stores{&events, &batches, &codes, nullptr};
        page = std::make_unique<CodesPage>(stores, ports(), nullptr);
        page->resize(size);
        page->show();
        page->activateWindow();
        page->activate();
    }

    [[nodiscard]] bool isLoaded() const
    {
        return page->model()->isCountKnown() && (page->model()->count() == 0 || page->model()->peek(0));
    }

    void select(const QList<int> &rows) const
    {
        QItemSelectionModel *selection = page->table()->selectionModel();
        selection->clearSelection();
        for (const int row : rows)
            selection->select(page->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    static CodeState stateFor(int serial)
    {
        if (serial <= 2)
            return CodeState::Disabled;
        return serial % 5 == 0 ? CodeState::Claimed : CodeState::Available;
    }
};

/// The dialog that is open, or null when it is none of that kind.
template <typename Dialog> Dialog *openDialog()
{
    return qobject_cast<Dialog *>(QApplication::activeModalWidget());
}

} // namespace scrip::testing
