// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"
#include "core/ports/stores.h"
#include "sheets/label_template.h"
#include "sheets/sheet_job.h"

#include <functional>
#include <memory>

class QPagedPaintDevice;

namespace scrip {

class PrintCodes;

/// What to print of a batch.
struct PrintRequest
{
    BatchId batch;
    LabelTemplate stock;
    int from = 0;         ///< First serial; 0: from the first.
    int to = 0;           ///< Last serial; 0: to the last.
    int startAt = 1;      ///< First label used on the first sheet, from 1.
    bool reprint = false; ///< Labels of this range may be on paper already.
    WriteContext context; ///< Key and name of the print record; the reason of a reprint.
    /// The key may have been used for this very run before: labels that are on paper by now are judged by the
    /// database, which knows the key, and not here.
    bool mayBeReplay = false;
};

/// What came out.
struct PrintOutcome
{
    QString file; ///< Empty on a printer.
    qint64 pages = 0;
    qint64 labels = 0;
    qint64 first = 0; ///< Serials.
    qint64 last = 0;
    QString sheetHash;
    QStringList warnings; ///< Sentences for people: codes left out, small symbols, a clock about to run out …
    PrintRecord record;
    bool replayed = false;
};

/// One run of a batch on paper, for the command line and the console alike: checks, reveals the codes (audited, in
/// chunks), draws the sheets, and records the print on the batch in such an order that a failed record leaves no
/// sheets and failed sheets leave no record. Codes that are claimed, disabled or reissued are never printed but named
/// in the warnings. Every call blocks; owned by and used on one working thread. The stores outlive it.
class PrintRun
{
public:
    PrintRun(const Stores &stores, PrintRequest request);
    ~PrintRun();
    Q_DISABLE_COPY_MOVE(PrintRun)

    /// Everything that can be refused before a code is revealed: not_found, event_archived, claim_deadline_passed,
    /// invalid_count, template_invalid, already_printed, reason_required. The two below begin with it.
    Result<Done> check();

    /// Writes the sheets to a PDF, mode 0600. Refuses besides with file_exists, file_not_written, label_too_small, or
    /// what the database refuses. Progress counts labels.
    Result<PrintOutcome> toPdf(const QString &path, bool overwrite, JobControl &control);

    /// Paints the sheets on a printer whose full page is in use (no margins). `abandon` is called when the job must
    /// not reach the paper: the print could not be recorded, or was cancelled.
    Result<PrintOutcome> toDevice(QPagedPaintDevice &device, const QString &name, JobControl &control,
                                  const std::function<void()> &abandon);

    /// Known after check().
    [[nodiscard]] const Batch &batch() const { return m_batch; }
    [[nodiscard]] const Event &event() const { return m_event; }
    [[nodiscard]] const SheetJob &job() const { return m_job; }

private:
    Result<Done> load();
    Result<Done> checkEvent();
    Result<Done> checkRange();
    Result<Done> checkPrinted();
    Result<Done> reveal(const JobControl &control);
    Result<Done> record(PrintOutcome &outcome, const QString &destination);

    Stores m_stores;
    PrintRequest m_request;
    Batch m_batch;
    Event m_event;
    SheetJob m_job;
    QStringList m_warnings;
    std::unique_ptr<PrintCodes> m_codes;
};

/// The same on a thread of its own, for whoever must not wait: PrintRun::toPdf().
[[nodiscard]] Answer<PrintOutcome> printToPdf(const Stores &stores, const PrintRequest &request, const QString &path,
                                              bool overwrite, const JobControlPtr &control);

/// PrintRun::toDevice() on a thread of its own, which owns the device until the answer is there.
[[nodiscard]] Answer<PrintOutcome> printToDevice(const Stores &stores, const PrintRequest &request,
                                                 const std::shared_ptr<QPagedPaintDevice> &device,
                                                 const QString &name, const JobControlPtr &control,
                                                 const std::function<void()> &abandon);

} // namespace scrip
