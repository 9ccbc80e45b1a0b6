// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sheets/fake_desk.h"
#include "ui/sheets/preview_panel.h"
#include "ui/sheets/sheet_canvas.h"
#include "ui/sheets/sheets_page.h"
#include "ui/shell/jobs.h"
#include "ui/testing.h"
#include "ui/widgets/prompts.h"

#include <QSignalSpy>
#include <QTemporaryDir>

namespace scrip::testing {

/// A sheets page on stores in memory, shown and drawn.
struct SheetsBench
{
    explicit SheetsBench(int codes = 480)
        : desk(codes)
    {
    }

    void open(const QSize &size = QSize(1232, 816))
    {
        monitor.setSession(desk.theSession);
        page = std::make_unique<SheetsPage>(SheetPorts{desk.stores(), monitor, jobs, prompts});
        showOnScreen(page.get(), size);
        page->activate();
    }
    /// False when the sheet is not drawn in time.
    [[nodiscard]] bool drawn() const
    {
        return QTest::qWaitFor([this] { return page->plan() && page->preview()->canvas()->hasPicture(); }, 20'000);
    }
    /// Waits for the newest job to end.
    [[nodiscard]] bool jobEnded() const
    {
        return QTest::qWaitFor([this] { return jobs.rowCount() > 0 && jobs.running() == 0; }, 60'000);
    }
    [[nodiscard]] const Job &job() const { return jobs.at(0); }
    [[nodiscard]] QString path(const char *name) const { return dir.filePath(QString::fromLatin1(name)); }

    QTemporaryDir dir;
    FakeDesk desk;
    FakeMonitor monitor;
    Jobs jobs;
    ScriptedPrompts prompts;
    std::unique_ptr<SheetsPage> page; ///< Dies first.
};

} // namespace scrip::testing
