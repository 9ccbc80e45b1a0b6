// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_verifier.h"

#include "sheets/qr_fit.h"
#include "sheets/qr_reader.h"
#include "sheets/sheet_layout.h"
#include "sheets/sheet_pages.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <future>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int dpi = 300;
constexpr qsizetype mostFaults = 1000;

/// The faces of a slot in pixels: one, or the two of a tent.
QList<QRect> facesOf(const LabelTemplate &stock, int slot)
{
    const auto pixels = [](const QRectF &mm) {
        constexpr double scale = dpi / 25.4;
        return QRectF(mm.topLeft() * scale, mm.size() * scale).toAlignedRect();
    };
    const QRectF label = stock.slot(slot);
    if (stock.kind != LabelKind::Tent)
        return {pixels(label)};
    const QSizeF half(label.width(), label.height() / 2);
    return {pixels(QRectF(label.topLeft(), half)),
            pixels(QRectF(label.left(), label.center().y(), half.width(), half.height()))};
}

/// What was read on one sheet: for each slot the texts of its faces.
using Readings = QList<QStringList>;

Readings readSymbols(const QImage &page, const LabelTemplate &stock)
{
    Readings readings;
    for (int slot = 0; slot < stock.perPage(); ++slot) {
        QStringList faces;
        for (const QRect &face : facesOf(stock, slot))
            faces << readQr(page.copy(face)).value_or(QString());
        readings << faces;
    }
    return readings;
}

class Verification
{
public:
    Verification(const SheetJob &job, SheetLayout layout, const SheetPages &pages, LabelSource &source)
        : m_job(job)
        , m_layout(std::move(layout))
        , m_pages(pages)
        , m_feed(source)
        , m_withQr(carriesQr(job.stock))
    {
        m_outcome.labels = m_layout.labels();
    }

    Result<VerifyOutcome> run(const VerifyProgress &progress, const std::stop_token &stop)
    {
        const qint64 pages = m_layout.pages();
        auto ahead = read(0);
        for (qint64 page = 0; page < pages; ++page) {
            if (progress)
                progress(page, pages);
            if (stop.stop_requested())
                return cancelled();
            const auto labels = m_feed.take(m_layout.labelsOn(page));
            if (!labels)
                return labels.failure();
            const auto sheet = ahead;
            if (page + 1 < pages)
                ahead = read(page + 1);
            compare(page, *labels, sheet.get());
        }
        for (qint64 page = pages; page < m_pages.count(); ++page)
            m_outcome.unexpected << UnexpectedLabel{page + 1, 0};
        if (progress)
            progress(pages, pages);
        return m_outcome;
    }

private:
    /// Rasterises here (a document belongs to one thread) and decodes on another, while this one goes on.
    std::shared_future<Readings> read(qint64 page)
    {
        if (!m_withQr || page >= m_pages.count())
            return std::async(std::launch::deferred, [this, page] { return readTexts(page); }).share();
        return std::async(std::launch::async, [picture = m_pages.picture(int(page), dpi),
                                               stock = m_job.stock] { return readSymbols(picture, stock); })
            .share();
    }

    [[nodiscard]] Readings readTexts(qint64 page) const
    {
        Readings readings;
        const bool there = page < m_pages.count() && !m_withQr;
        for (int slot = 0; slot < m_job.stock.perPage(); ++slot)
            readings << QStringList{there ? m_pages.text(int(page), m_job.stock.slot(slot)) : QString()};
        return readings;
    }

    void compare(qint64 page, const QList<LabelContent> &labels, const Readings &readings)
    {
        const int first = m_layout.firstSlotOn(page);
        for (int slot = 0; slot < readings.size(); ++slot) {
            const QStringList &faces = readings.at(slot);
            if (slot >= first && slot < first + labels.size())
                judge({page, slot}, labels.at(slot - first), labels, faces);
            else if (std::any_of(faces.begin(), faces.end(), [](const QString &text) { return !text.isEmpty(); }))
                m_outcome.unexpected << UnexpectedLabel{page + 1, slot + 1};
        }
    }

    void judge(LabelPlace place, const LabelContent &label, const QList<LabelContent> &sheet,
               const QStringList &faces)
    {
        const auto wrong =
            std::find_if(faces.begin(), faces.end(), [&](const QString &text) { return !holds(text, label); });
        if (wrong == faces.end()) {
            ++m_outcome.decoded;
            return;
        }
        if (m_outcome.mismatched.size() >= mostFaults)
            return;
        LabelMismatch mismatch{place.page + 1, place.slot + 1, label.serial};
        if (!wrong->isEmpty()) {
            const auto other = std::find_if(sheet.begin(), sheet.end(),
                                            [&](const LabelContent &candidate) { return holds(*wrong, candidate); });
            mismatch.fault = other == sheet.end() ? LabelFault::Different : LabelFault::Swapped;
            mismatch.found = other == sheet.end() ? 0 : other->serial;
        }
        m_outcome.mismatched << mismatch;
    }

    [[nodiscard]] bool holds(const QString &text, const LabelContent &label) const
    {
        if (m_withQr)
            return text == m_job.payload(label);
        return holdsCode(text, label.code);
    }

    /// The text of a slot without blanks holds the code; the amount may stand between its two lines.
    static bool holdsCode(const QString &text, const QString &code)
    {
        const QString dense = QString(code).remove(u' ');
        if (dense.isEmpty() || text.contains(dense))
            return !dense.isEmpty();
        qsizetype from = 0;
        for (const QString &group : dense.split(u'-')) {
            from = text.indexOf(group, from);
            if (from < 0)
                return false;
            from += group.size();
        }
        return true;
    }

    static Failure cancelled()
    {
        return Failure::cancelled(
            QCoreApplication::translate("scrip::Sheets", "Cancelled: not all labels were read."));
    }

    const SheetJob &m_job;
    SheetLayout m_layout;
    const SheetPages &m_pages;
    LabelFeed m_feed;
    bool m_withQr;
    VerifyOutcome m_outcome;
};

} // namespace

QString faultName(LabelFault fault)
{
    switch (fault) {
    case LabelFault::Unreadable:
        return u"unreadable"_s;
    case LabelFault::Different:
        return u"different"_s;
    case LabelFault::Swapped:
        break;
    }
    return u"swapped"_s;
}

Result<VerifyOutcome> verifySheet(const QString &path, const SheetJob &job, LabelSource &source,
                                  const VerifyProgress &progress, const std::stop_token &stop)
{
    auto layout = SheetLayout::make(job.stock, source.count(), job.startAt);
    if (!layout)
        return layout.failure();
    const auto pages = SheetPages::open(path);
    if (!pages)
        return pages.failure();
    return Verification(job, std::move(layout).value(), **pages, source).run(progress, stop);
}

} // namespace scrip
