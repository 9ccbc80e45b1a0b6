// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/preview_painter.h"

#include "core/async.h"
#include "sheets/sheet_renderer.h"

namespace scrip {

namespace {

Result<QImage> drawn(const PreviewOrder &order)
{
    auto renderer = SheetRenderer::make(order.job, order.labels);
    if (!renderer)
        return renderer.failure();
    return renderer.value().preview(order.dpi, order.page, order.content);
}

} // namespace

PreviewPainter::PreviewPainter(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

void PreviewPainter::order(const PreviewOrder &order)
{
    m_next = order;
    if (!m_running)
        startNext();
}

void PreviewPainter::forget()
{
    m_next.reset();
    m_wanted = false;
}

void PreviewPainter::startNext()
{
    const PreviewOrder order = *std::exchange(m_next, std::nullopt);
    m_running = true;
    m_wanted = true;
    auto promise = std::make_shared<QPromise<Result<QImage>>>();
    promise->start();
    onDone<QImage>(this, promise->future(), [this](const Result<QImage> &answer) {
        m_running = false;
        if (m_wanted && !m_next) {
            if (answer)
                Q_EMIT drawn(*answer);
            else
                Q_EMIT failed(answer.failure());
        }
        if (m_next && !m_running)
            startNext();
    });
    m_pool.start([promise, order] {
        promise->addResult(scrip::drawn(order));
        promise->finish();
    });
}

} // namespace scrip
