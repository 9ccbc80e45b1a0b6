// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/glyph_text.h"
#include "sheets/qr_code.h"

#include <memory>
#include <vector>

namespace scrip {

/// Draws the labels of one run: the same function for preview, printer and PDF, so they cannot disagree. It arranges
/// each kind of face once and keeps it. Owned by a SheetRenderer; used by one thread at a time.
class LabelPainter
{
public:
    explicit LabelPainter(SheetJob job);
    ~LabelPainter();
    LabelPainter(LabelPainter &&) noexcept;
    LabelPainter &operator=(LabelPainter &&) noexcept;
    Q_DISABLE_COPY(LabelPainter)

    [[nodiscard]] const SheetJob &job() const { return m_job; }
    /// Draws one label into its slot. The painter's unit is 1/1200 inch, its origin the corner of the paper. `code`
    /// is null on stock too small for a symbol. Refuses with label_too_small.
    Result<Done> paint(QPainter &painter, int slot, const LabelContent &label, const QrCode *code);
    /// How that label is arranged.
    Result<FaceLayout> face(int slot, const LabelContent &label, int modules);

private:
    struct Prepared;

    Result<const Prepared *> prepared(int slot, const LabelContent &label, int modules);
    void paintFace(QPainter &painter, const Prepared &face, const LabelContent &label, const QrCode *code);
    void paintSymbol(QPainter &painter, const FaceLayout &face, const QrCode &code);
    void paintLine(QPainter &painter, const Prepared &face, qsizetype index, const LabelContent &label);
    GlyphText &glyphs(LabelFont font, double points);

    SheetJob m_job;
    QHash<QString, std::shared_ptr<const Prepared>> m_faces;
    QHash<QString, std::shared_ptr<GlyphText>> m_glyphs;
};

/// Corner of a slot in drawing units, on the raster of a 300-dpi printer.
[[nodiscard]] QRect slotUnits(const LabelTemplate &stock, int slot);

} // namespace scrip
