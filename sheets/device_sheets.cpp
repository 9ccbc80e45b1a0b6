// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/device_sheets.h"

#include "sheets/sheet_hash.h"
#include "sheets/sheet_renderer.h"

#include <QCoreApplication>
#include <QPagedPaintDevice>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

Failure deviceFailure()
{
    return Failure::named(u"file_not_written"_s,
                          QCoreApplication::translate("scrip::Sheets", "The printer did not take the job."),
                          u"output"_s);
}

Failure cancelled()
{
    return Failure::cancelled(QCoreApplication::translate("scrip::Sheets", "Cancelled; nothing was printed."),
                              u"file_not_written"_s);
}

/// The sheets of one run on one device. Lives for the length of paintSheets().
class DeviceRun
{
public:
    DeviceRun(SheetRenderer &renderer, LabelSource &source, QPagedPaintDevice &device)
        : m_renderer(renderer)
        , m_feed(source)
        , m_device(device)
        , m_hash(renderer.job())
    {
        m_outcome.pages = renderer.layout().pages();
        m_outcome.marks.templateId = renderer.job().stock.id;
        m_outcome.marks.startAt = renderer.job().startAt;
    }

    Result<Done> paint(QPainter &painter, const JobControl &control)
    {
        for (qint64 page = 0; page < m_outcome.pages; ++page) {
            if (control.isCancelled())
                return cancelled();
            control.report(m_outcome.marks.labels, m_renderer.layout().labels());
            if (page > 0 && !m_device.newPage())
                return deviceFailure();
            if (auto painted = paintPage(painter, page); !painted)
                return painted;
        }
        m_outcome.marks.sheetHash = m_hash.text();
        control.report(m_outcome.marks.labels, m_renderer.layout().labels());
        return Done{};
    }

    [[nodiscard]] const SheetOutcome &outcome() const { return m_outcome; }

private:
    Result<Done> paintPage(QPainter &painter, qint64 page)
    {
        const auto labels = m_feed.take(m_renderer.layout().labelsOn(page));
        if (!labels)
            return labels.failure();
        if (page == 0) {
            const auto check = m_renderer.check(labels->first());
            if (!check)
                return check.failure();
            m_outcome.warnings = check->warnings;
            m_outcome.marks.first = labels->first().serial;
        }
        m_outcome.marks.last = labels->last().serial;
        m_outcome.marks.labels += labels->size();
        m_hash.add(*labels);
        return m_renderer.paintPage(painter, m_device.logicalDpiX(), page, *labels);
    }

    SheetRenderer &m_renderer;
    LabelFeed m_feed;
    QPagedPaintDevice &m_device;
    SheetHash m_hash;
    SheetOutcome m_outcome;
};

} // namespace

Result<SheetOutcome> paintSheets(const SheetJob &job, LabelSource &source, QPagedPaintDevice &device,
                                 const JobControl &control, const SheetSeal &seal,
                                 const std::function<void()> &abandon)
{
    auto renderer = SheetRenderer::make(job, source.count());
    if (!renderer)
        return renderer.failure();
    QPainter painter;
    if (!painter.begin(&device))
        return deviceFailure();
    DeviceRun run(renderer.value(), source, device);
    auto done = run.paint(painter, control);
    if (done)
        done = seal(run.outcome());
    if (!done) {
        abandon(); // before the painter ends, which is what sends the job
        return done.failure();
    }
    if (!painter.end())
        return deviceFailure();
    return run.outcome();
}

} // namespace scrip
