// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/label_painter.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int dotUnits = 4;              // 1/300 inch
const QColor mutedInk(0x55, 0x5d, 0x6b); // 6.7:1 on white

int snapped(double millimetres)
{
    return int(std::lround(millimetres * unitsPerMm / dotUnits)) * dotUnits;
}

/// Labels with equal keys are arranged alike.
QString shapeKey(const SheetJob &job, int slot, const LabelContent &label, int modules)
{
    const QRectF content = contentRect(job.stock, slot);
    QString key = QString::asprintf("%d %d %lld %.2f %.2f %.2f %.2f ", modules, label.batchNumber,
                                    static_cast<long long>(label.batchCount), content.left(), content.top(),
                                    content.right(), content.bottom());
    for (const QChar c : job.shownCode(label))
        key += c == u'-' ? u'-' : u'x';
    return key;
}

} // namespace

struct LabelPainter::Prepared
{
    FaceLayout layout;
    QList<FixedText> fixed; ///< One for each line; empty for lines that differ from label to label.
};

LabelPainter::LabelPainter(SheetJob job)
    : m_job(std::move(job))
{
}
LabelPainter::~LabelPainter() = default;
LabelPainter::LabelPainter(LabelPainter &&) noexcept = default;
LabelPainter &LabelPainter::operator=(LabelPainter &&) noexcept = default;

QRect slotUnits(const LabelTemplate &stock, int slot)
{
    const QRectF label = stock.slot(slot);
    return {snapped(label.left()), snapped(label.top()), snapped(label.width()), snapped(label.height())};
}

Result<FaceLayout> LabelPainter::face(int slot, const LabelContent &label, int modules)
{
    auto found = prepared(slot, label, modules);
    if (!found)
        return found.failure();
    return found.value()->layout;
}

Result<const LabelPainter::Prepared *> LabelPainter::prepared(int slot, const LabelContent &label, int modules)
{
    const QString key = shapeKey(m_job, slot, label, modules);
    if (const auto known = m_faces.constFind(key); known != m_faces.constEnd())
        return known->get();
    auto layout = arrangeFace(m_job, slot, modules, label);
    if (!layout)
        return layout.failure();
    auto made = std::make_shared<Prepared>();
    made->layout = std::move(layout).value();
    for (const FaceLine &line : made->layout.lines) {
        const bool varies = line.role == LabelText::Code || line.role == LabelText::Serial;
        made->fixed << (varies ? FixedText() : FixedText(labelFont(line.font, line.points), line.text));
    }
    return m_faces.insert(key, made)->get();
}

Result<Done> LabelPainter::paint(QPainter &painter, int slot, const LabelContent &label, const QrCode *code)
{
    const auto face = prepared(slot, label, code != nullptr ? code->modules() : 0);
    if (!face)
        return face.failure();
    const QRect box = slotUnits(m_job.stock, slot);
    painter.save();
    painter.setClipRect(box); // whatever goes wrong inside, the neighbours stay readable
    if (m_job.stock.kind == LabelKind::Tent) {
        const int fold = box.top() + snapped(m_job.stock.label.height() / 2);
        painter.save();
        painter.translate(box.left() + box.width(), fold);
        painter.rotate(180);
        paintFace(painter, **face, label, code);
        painter.restore();
        painter.translate(box.left(), fold);
    } else {
        painter.translate(box.topLeft());
    }
    paintFace(painter, **face, label, code);
    painter.restore();
    return Done{};
}

void LabelPainter::paintFace(QPainter &painter, const Prepared &face, const LabelContent &label, const QrCode *code)
{
    if (code != nullptr)
        paintSymbol(painter, face.layout, *code);
    painter.setBrush(Qt::NoBrush);
    for (qsizetype i = 0; i < face.layout.lines.size(); ++i)
        paintLine(painter, face, i, label);
}

void LabelPainter::paintSymbol(QPainter &painter, const FaceLayout &face, const QrCode &code)
{
    const int module = face.fit.dots * dotUnits;
    const int left = snapped(face.qr.left()) + QrCode::quietZone * module;
    const int top = snapped(face.qr.top()) + QrCode::quietZone * module;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    // In modules, which are whole dots: short numbers make half of a page's text, and most of the time of packing it.
    const QTransform before = painter.worldTransform();
    painter.translate(left, top);
    painter.scale(module, module);
    painter.drawRects(code.runs().data(), int(code.runs().size()));
    painter.setWorldTransform(before);
}

void LabelPainter::paintLine(QPainter &painter, const Prepared &face, qsizetype index, const LabelContent &label)
{
    const FaceLine &line = face.layout.lines.at(index);
    painter.setPen(line.muted ? mutedInk : QColor(Qt::black));
    QPointF at(line.x * unitsPerMm, line.baseline * unitsPerMm);
    const auto aligned = [&](double width) {
        if (line.align != LabelAlign::Left)
            at.rx() -= line.align == LabelAlign::Right ? width : width / 2;
        return at;
    };
    if (line.role != LabelText::Code && line.role != LabelText::Serial) {
        const FixedText &text = face.fixed.at(index);
        text.draw(painter, aligned(text.width()));
        return;
    }
    const QString text = line.role == LabelText::Code ? m_job.shownCode(label).mid(line.from, line.length)
                                                      : serialText(label, line.serialForm);
    GlyphText &set = glyphs(line.font, line.points);
    if (set.covers(text)) {
        set.draw(painter, aligned(set.width(text)), text);
    } else {
        const FixedText shaped(set.font(), text);
        shaped.draw(painter, aligned(shaped.width()));
    }
}

GlyphText &LabelPainter::glyphs(LabelFont font, double points)
{
    const QString key = QString::asprintf("%d %.2f", int(font), points);
    auto found = m_glyphs.constFind(key);
    if (found == m_glyphs.constEnd())
        found = m_glyphs.insert(key, std::make_shared<GlyphText>(labelFont(font, points)));
    return **found;
}

} // namespace scrip
