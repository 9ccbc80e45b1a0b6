// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/stock_fit.h"

#include "sheets/sheet_renderer.h"
#include "sheets/template_catalogue.h"
#include "sheets/text_plan.h"

#include <QThreadPool>

namespace scrip {

namespace {

void measureText(StockFit &fit, const FaceLayout &face)
{
    double least = -1;
    for (const FaceLine &line : face.lines) {
        const double width = textWidth(line.font, line.points, line.text);
        const double free = line.width - width;
        if (least >= 0 && free >= least)
            continue;
        least = free;
        fit.tightestText = width;
        fit.tightestRoom = line.width;
    }
}

} // namespace

StockFit fitOf(const SheetJob &job, const LabelContent &sample)
{
    StockFit fit;
    auto renderer = SheetRenderer::make(job, 1);
    const auto check = renderer ? renderer.value().check(sample) : Result<SheetCheck>(renderer.failure());
    if (!check) {
        fit.usable = false;
        fit.reason = check.failure().message;
        return fit;
    }
    fit.textOnly = check->textOnly;
    fit.qr = check->face.fit;
    fit.warnings = check->warnings;
    measureText(fit, check->face);
    return fit;
}

Answer<StockFits> fitsOf(const SheetJob &job, const LabelContent &sample)
{
    auto promise = std::make_shared<QPromise<Result<StockFits>>>();
    promise->start();
    const Answer<StockFits> answer = promise->future();
    QThreadPool::globalInstance()->start([promise, job, sample] {
        StockFits fits;
        for (const LabelTemplate &stock : TemplateCatalogue::builtIn().all()) {
            SheetJob one = job;
            one.stock = stock;
            one.startAt = 1;
            fits.insert(stock.id, fitOf(one, sample));
        }
        promise->addResult(Result<StockFits>(fits));
        promise->finish();
    });
    return answer;
}

} // namespace scrip
