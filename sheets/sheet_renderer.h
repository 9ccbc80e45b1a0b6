// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_painter.h"
#include "sheets/sheet_layout.h"

#include <QImage>

#include <span>

namespace scrip {

/// What the stock makes of a run, for the checks beside the preview and for the answer of a print.
struct SheetCheck
{
    FaceLayout face;
    bool textOnly = false; ///< Stock too small for a symbol: the code is printed as text.
    QStringList warnings;  ///< Sentences for people.
};

/// Paints the sheets of one run. One function for preview, printer and PDF. A value to move; used by one thread at a
/// time.
class SheetRenderer
{
public:
    /// Refuses with invalid_count, template_invalid or label_too_small.
    static Result<SheetRenderer> make(const SheetJob &job, qint64 labels);

    [[nodiscard]] const SheetLayout &layout() const { return m_layout; }
    [[nodiscard]] const SheetJob &job() const { return m_painter.job(); }
    [[nodiscard]] bool withQr() const { return m_withQr; }

    /// Judges symbol and text by one label of the run.
    Result<SheetCheck> check(const LabelContent &sample);

    /// Paints sheet `page` (from 0). The painter's origin is the corner of the paper (full page, no margins), `dpi`
    /// the device's resolution. `labels` are exactly those of that sheet.
    Result<Done> paintPage(QPainter &painter, double dpi, qint64 page, std::span<const LabelContent> labels);
    /// The same with symbols encoded beforehand, one for each label (none when the stock carries no symbol).
    Result<Done> paintPage(QPainter &painter, double dpi, qint64 page, std::span<const LabelContent> labels,
                           std::span<const QrCode> codes);
    /// The bare stock for a preview: outlines, and those that an earlier run used crossed out.
    void paintStock(QPainter &painter, double dpi, qint64 page) const;
    /// Stock and sheet on white paper.
    Result<QImage> preview(double dpi, qint64 page, std::span<const LabelContent> labels);

private:
    SheetRenderer(const SheetJob &job, SheetLayout layout);
    void paintHeader(QPainter &painter, qint64 page, std::span<const LabelContent> labels) const;
    void paintFold(QPainter &painter, int slot) const;

    LabelPainter m_painter;
    SheetLayout m_layout;
    bool m_withQr;
    QrEncoder m_encoder;
};

/// The symbols of those labels; none when `withQr` is false. Safe from any thread with an encoder of its own.
Result<std::vector<QrCode>> encodeLabels(const SheetJob &job, bool withQr, std::span<const LabelContent> labels,
                                         QrEncoder &encoder);

} // namespace scrip
