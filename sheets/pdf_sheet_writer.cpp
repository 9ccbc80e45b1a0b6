// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/pdf_sheet_writer.h"

#include "core/private_file.h"
#include "sheets/pdf_finish.h"
#include "sheets/sheet_hash.h"
#include "sheets/sheet_renderer.h"

#include <QCoreApplication>
#include <QPageSize>
#include <QPdfWriter>

#include <future>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int dpi = 1200;

Failure cancelled()
{
    return Failure::cancelled(QCoreApplication::translate("scrip::Sheets", "Cancelled; no file was written."),
                              u"file_not_written"_s);
}

QPageSize pageSize(const LabelTemplate &stock)
{
    const auto named = [&](QPageSize::PageSizeId id) {
        const QSizeF size = QPageSize(id).size(QPageSize::Millimeter);
        return qAbs(size.width() - stock.page.width()) < 0.2 && qAbs(size.height() - stock.page.height()) < 0.2;
    };
    for (const auto id : {QPageSize::A4, QPageSize::Letter}) {
        if (named(id))
            return QPageSize(id);
    }
    return QPageSize(stock.page, QPageSize::Millimeter, QString(), QPageSize::ExactMatch);
}

void setUp(QPdfWriter &writer, const SheetJob &job)
{
    writer.setTitle(job.batchId);
    writer.setCreator(u"Scrip"_s);
    writer.setResolution(dpi);
    writer.setPageLayout(
        QPageLayout(pageSize(job.stock), QPageLayout::Portrait, QMarginsF(), QPageLayout::Millimeter, QMarginsF()));
}

/// The labels of one sheet, while their symbols are being encoded on another thread.
struct Sheet
{
    QList<LabelContent> labels;
    std::shared_future<Result<std::vector<QrCode>>> codes;
};

/// Writes the sheets of one run, one after the other; encoding is a sheet ahead of painting.
class Run
{
public:
    Run(SheetRenderer &renderer, LabelSource &source, QFile &file)
        : m_renderer(renderer)
        , m_feed(source)
        , m_file(file)
        , m_hash(renderer.job())
    {
    }

    Result<Done> write(const SheetProgress &progress, const std::stop_token &stop)
    {
        QPdfWriter writer(&m_file);
        setUp(writer, m_renderer.job());
        QPainter painter;
        auto ahead = fetch(0);
        if (!ahead)
            return ahead.failure();
        if (!painter.begin(&writer))
            return deviceFailure();
        const qint64 pages = m_renderer.layout().pages();
        for (qint64 page = 0; page < pages; ++page) {
            if (progress)
                progress(page, pages);
            const Sheet sheet = *ahead;
            const auto codes = sheet.codes.get(); // before the next are begun: they share the encoder
            if (!codes)
                return codes.failure();
            if (page + 1 < pages) {
                ahead = fetch(page + 1);
                if (!ahead)
                    return ahead.failure();
            }
            if (stop.stop_requested())
                return cancelled();
            if (page > 0)
                writer.newPage();
            if (auto painted = paint(painter, page, sheet.labels, *codes); !painted)
                return painted;
        }
        painter.end();
        if (progress)
            progress(pages, pages);
        return m_file.flush() ? Result<Done>(Done{}) : deviceFailure();
    }

    [[nodiscard]] SheetMarks marks() const
    {
        SheetMarks marks = m_marks;
        marks.sheetHash = m_hash.text();
        marks.templateId = m_renderer.job().stock.id;
        marks.startAt = m_renderer.job().startAt;
        return marks;
    }
    [[nodiscard]] QStringList warnings() const { return m_warnings; }

private:
    Result<Sheet> fetch(qint64 page)
    {
        auto labels = m_feed.take(m_renderer.layout().labelsOn(page));
        if (!labels)
            return labels.failure();
        Sheet sheet;
        sheet.labels = std::move(labels).value();
        sheet.codes = std::async(std::launch::async, [this, part = sheet.labels] {
                          return encodeLabels(m_renderer.job(), m_renderer.withQr(), part, m_encoder);
                      }).share();
        return sheet;
    }

    Result<Done> paint(QPainter &painter, qint64 page, std::span<const LabelContent> labels,
                       std::span<const QrCode> codes)
    {
        if (page == 0) {
            m_marks.first = labels.front().serial;
            const auto check = m_renderer.check(labels.front());
            if (!check)
                return check.failure();
            m_warnings = check->warnings;
        }
        m_marks.last = labels.back().serial;
        m_marks.labels += qint64(labels.size());
        m_hash.add(labels);
        if (auto painted = m_renderer.paintPage(painter, dpi, page, labels, codes); !painted)
            return painted;
        return m_file.error() == QFileDevice::NoError ? Result<Done>(Done{}) : deviceFailure();
    }

    [[nodiscard]] Failure deviceFailure() const
    {
        return Failure::named(u"file_not_written"_s, m_file.errorString(), u"output"_s);
    }

    SheetRenderer &m_renderer;
    LabelFeed m_feed;
    QFile &m_file;
    SheetHash m_hash;
    SheetMarks m_marks;
    QStringList m_warnings;
    QrEncoder m_encoder; ///< Used by the task of one sheet at a time.
};

} // namespace

Result<SheetOutcome> writePdfSheet(const SheetJob &job, LabelSource &source, const QString &path, bool overwrite,
                                   const SheetProgress &progress, const std::stop_token &stop, const SheetSeal &seal)
{
    if (auto checked = PrivateFile::checkTarget(path, overwrite); !checked)
        return checked.failure();
    auto renderer = SheetRenderer::make(job, source.count());
    if (!renderer)
        return renderer.failure();
    PrivateFile target(path);
    if (auto opened = target.open(); !opened)
        return opened.failure();
    Run run(renderer.value(), source, target.file());
    if (auto written = run.write(progress, stop); !written) {
        const Failure &failure = written.failure();
        const bool broken = failure.name == u"file_not_written" && failure.kind != FailureKind::Cancelled;
        return broken ? target.notWritten(failure.message) : failure;
    }
    if (stop.stop_requested())
        return cancelled();
    if (const QString reason = finishPdf(target.file(), run.marks().toKeywords()); !reason.isEmpty())
        return target.notWritten(reason);
    SheetOutcome outcome{path, renderer->layout().pages(), run.marks(), run.warnings()};
    if (seal) {
        if (auto synced = target.sync(); !synced)
            return synced.failure();
        if (auto sealed = seal(outcome); !sealed)
            return sealed.failure();
    }
    if (auto committed = target.commit(overwrite); !committed)
        return committed.failure();
    return outcome;
}

} // namespace scrip
