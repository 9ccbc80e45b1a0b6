// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"
#include "ui/sheets/sheet_plan.h"
#include "ui/sheets/sheet_run.h"

class QAction;

namespace scrip {

class ConnectionMonitor;
class Prompts;
class ReasonDialog;
class VerifyDialog;
struct SheetReading;

/// What the sheets page works with; borrowed, outlives it.
struct SheetPorts
{
    Stores stores;
    ConnectionMonitor &monitor;
    Jobs &jobs;
    Prompts &prompts;
};

/// Everything that can be done with the sheets on the page: print, save as PDF, read a PDF back. Owned by the page;
/// dialogs and toasts appear on it, work goes to the jobs.
class SheetActions : public QObject
{
    Q_OBJECT
public:
    SheetActions(const SheetPorts &ports, QWidget *page);

    QAction *const print;
    QAction *const savePdf;
    QAction *const verify;

    /// What would be printed. `onPaper` are the runs that hold labels of it already; `obstacle` says why it cannot be
    /// printed, empty: it can.
    void setPlan(const std::optional<SheetPlan> &plan, const QList<PrintRecord> &onPaper, const QString &obstacle);
    /// Batch to read sheets of; null: none.
    void setBatch(const BatchId &batch);
    /// Rights or connection changed.
    void judge();

    /// Asks why labels are printed again, then goes on with the reason.
    ReasonDialog *openReprint(const std::function<void(const QString &reason)> &then);
    VerifyDialog *openResult(const SheetReading &reading);

Q_SIGNALS:
    /// A run was recorded, or somebody else's was found: the history is outdated.
    void printsChanged();

private:
    void startPdf();
    void startPrinter();
    void startVerify();
    void withReason(const std::function<void(const QString &reason)> &then);
    void writePdf(const PrintRequest &request, const QString &path, bool overwrite);
    void paint(const PrintRequest &request, const std::shared_ptr<QPrinter> &printer);
    void run(const PrintRequest &request, const SheetTarget &target);
    void runAgain(PrintRequest request, SheetTarget target);
    void readBack(const QString &path);
    [[nodiscard]] PrintRequest request(const QString &reason) const;
    [[nodiscard]] QString suggestedName() const;
    [[nodiscard]] QString jobTitle() const;

    SheetPorts m_ports;
    QWidget *m_page;
    std::optional<SheetPlan> m_plan;
    QList<PrintRecord> m_onPaper;
    QString m_obstacle;
    BatchId m_batch;
};

/// A printer set up for sheets of that stock: full page, no margins, no scaling.
[[nodiscard]] std::shared_ptr<QPrinter> sheetPrinter(const LabelTemplate &stock, const BatchId &batch);
/// The same once more after the print dialog, which may have changed it: one copy, all sheets, the paper of the
/// stock.
void setUpForSheets(QPrinter &printer, const LabelTemplate &stock);

} // namespace scrip
