// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/stock_fit.h"

#include "sheets/sheet_renderer.h"
#include "sheets/template_catalogue.h"
#include "sheets/text_plan.h"

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
        fit.refusal = check.failure().name;
        return fit;
    }
    fit.textOnly = check->textOnly;
    fit.qr = check->face.fit;
    fit.warnings = check->warnings;
    measureText(fit, check->face);
    return fit;
}

StockJudge::StockJudge(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

StockJudge::~StockJudge()
{
    m_stop.request_stop();
}

void StockJudge::ask(const SheetJob &job, const LabelContent &sample)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_pool.start([this, stop = m_stop.get_token(), job, sample] {
        StockFits fits;
        for (const LabelTemplate &stock : TemplateCatalogue::builtIn().all()) {
            if (stop.stop_requested())
                return;
            SheetJob one = job;
            one.stock = stock;
            one.startAt = 1;
            fits.insert(stock.id, fitOf(one, sample));
        }
        const auto tell = [this, stop, fits] {
            if (!stop.stop_requested())
                Q_EMIT judged(fits);
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

} // namespace scrip
