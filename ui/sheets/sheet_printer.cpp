// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_actions.h"

#include <QPageLayout>
#include <QPageSize>
#include <QPrinter>

namespace scrip {

std::shared_ptr<QPrinter> sheetPrinter(const LabelTemplate &stock, const BatchId &batch)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(batch.toText()); // spoolers keep titles: never an event, never a code
    setUpForSheets(*printer, stock);
    return printer;
}

void setUpForSheets(QPrinter &printer, const LabelTemplate &stock)
{
    const bool across = stock.page.width() > stock.page.height();
    const QSizeF upright = across ? stock.page.transposed() : stock.page;
    const QPageSize size(upright, QPageSize::Millimeter, {}, QPageSize::FuzzyMatch);
    printer.setFullPage(true);
    printer.setPageLayout(QPageLayout(size, across ? QPageLayout::Landscape : QPageLayout::Portrait, QMarginsF()));
    printer.setFullPage(true);
    // The same code twice is still one credit, and a part of the sheets would not match what is recorded.
    printer.setCopyCount(1);
    printer.setPrintRange(QPrinter::AllPages);
    printer.setFromTo(0, 0);
}

} // namespace scrip
