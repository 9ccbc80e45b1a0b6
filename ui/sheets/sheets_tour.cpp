// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_reading.h"
#include "ui/sheets/preview_panel.h"
#include "ui/sheets/sheet_canvas.h"
#include "ui/sheets/sheets_page.h"
#include "ui/sheets/verify_dialog.h"
#include "ui/widgets/reason_dialog.h"

#include <QPlainTextEdit>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int sampleLabels = 21;

/// A sheet with two labels that a printer spoiled, so that the picture shows what such an answer looks like.
SheetReading sampleReading(const SheetPlan &plan)
{
    SheetReading reading;
    reading.file = u"sheet.pdf"_s;
    PrintRecord record;
    record.number = 1;
    record.templateId = plan.wish().stock.id;
    // What is wrong with some has to be among them, however small the batch is.
    record.from = 1;
    record.to = sampleLabels;
    record.pages = 1;
    reading.record = record;
    reading.outcome.labels = sampleLabels;
    reading.outcome.decoded = sampleLabels - 2;
    reading.outcome.mismatched = {{1, 5, 5, LabelFault::Unreadable, 0}, {1, 6, 6, LabelFault::Swapped, 7}};
    return reading;
}

} // namespace

void SheetsPage::whenShown(const std::function<void()> &ready)
{
    if (isEmpty() || (m_plan && m_preview->canvas()->hasPicture()))
        ready();
    else
        connect(m_preview, &PreviewPanel::shown, this, ready, Qt::SingleShotConnection);
}

QList<TourStop> SheetsPage::tourStops()
{
    const auto openSample = [this] {
        m_actions->openReprint([](const QString &) {})
            ->reasonField()
            ->edit()
            ->setPlainText(tr("Sheet 3 jammed in the fuser"));
    };
    const auto close = [this] {
        const auto dialogs = findChildren<DialogFrame *>();
        for (DialogFrame *dialog : dialogs)
            dialog->reject();
    };
    return {{u"sheets"_s, [this](const std::function<void()> &ready) { whenShown(ready); }, {}},
            {u"sheets-reprint"_s,
             [this, openSample](const std::function<void()> &ready) {
                 whenShown([ready, openSample] {
                     openSample();
                     ready();
                 });
             },
             close},
            {u"sheets-verify"_s,
             [this](const std::function<void()> &ready) {
                 whenShown([this, ready] {
                     if (m_plan)
                         m_actions->openResult(sampleReading(*m_plan));
                     ready();
                 });
             },
             close}};
}

} // namespace scrip
