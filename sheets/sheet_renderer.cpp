// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_renderer.h"

#include "sheets/cut_marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr double unitsPerInch = 1200;
const QColor hairline(0x9a, 0xa4, 0xb2);

QRectF units(const QRectF &mm)
{
    return {mm.left() * unitsPerMm, mm.top() * unitsPerMm, mm.width() * unitsPerMm, mm.height() * unitsPerMm};
}

/// Puts the painter into drawing units, and back at the end of its life.
class DrawingUnits
{
public:
    DrawingUnits(QPainter &painter, double dpi)
        : m_painter(painter)
    {
        m_painter.save();
        if (dpi != unitsPerInch)
            m_painter.scale(dpi / unitsPerInch, dpi / unitsPerInch);
        m_painter.setRenderHint(QPainter::TextAntialiasing);
    }
    ~DrawingUnits() { m_painter.restore(); }
    Q_DISABLE_COPY_MOVE(DrawingUnits)

private:
    QPainter &m_painter;
};

QString say(const char *text)
{
    return QCoreApplication::translate("scrip::Sheets", text);
}

/// What a reader of the label would miss.
QStringList missingLines(const SheetJob &job, const FaceLayout &face)
{
    const auto lacks = [&](LabelText role) {
        return std::none_of(face.lines.begin(), face.lines.end(),
                            [=](const FaceLine &line) { return line.role == role; });
    };
    QStringList missing;
    if (!job.eventName.isEmpty() && lacks(LabelText::Event))
        missing << say(QT_TRANSLATE_NOOP("scrip::Sheets", "event"));
    if (!job.creditUntil.isEmpty() && lacks(LabelText::CreditEnds))
        missing << say(QT_TRANSLATE_NOOP("scrip::Sheets", "end of the credit"));
    if (lacks(LabelText::Serial))
        missing << say(QT_TRANSLATE_NOOP("scrip::Sheets", "serial number"));
    return missing;
}

QStringList warningsOf(const SheetJob &job, const SheetCheck &check)
{
    QStringList warnings;
    if (check.textOnly)
        warnings << say(QT_TRANSLATE_NOOP(
            "scrip::Sheets", "These labels are too small for a QR code: the code is printed as text only."));
    else if (check.face.fit.verdict == QrVerdict::Near)
        warnings << say(QT_TRANSLATE_NOOP("scrip::Sheets", "The QR code reads close up only, to about %1 cm."))
                        .arg(check.face.fit.readsToCm());
    else if (check.face.fit.verdict == QrVerdict::Tight)
        warnings << say(QT_TRANSLATE_NOOP("scrip::Sheets",
                                          "The modules of the QR code are only %1 mm wide: use a laser printer."))
                        .arg(check.face.fit.moduleMm(), 0, 'f', 2);
    if (const QStringList missing = missingLines(job, check.face); !missing.isEmpty())
        warnings << say(QT_TRANSLATE_NOOP("scrip::Sheets", "These labels have no room for: %1."))
                        .arg(missing.join(u", "_s));
    if (job.stock.grade == StockGrade::C)
        warnings << say(QT_TRANSLATE_NOOP("scrip::Sheets",
                                          "The figures of this stock are uncertain: measure a sheet, and "
                                          "hold a print on plain paper against it."));
    return warnings;
}

} // namespace

SheetRenderer::SheetRenderer(const SheetJob &job, SheetLayout layout)
    : m_painter(job)
    , m_layout(std::move(layout))
    , m_withQr(carriesQr(job.stock))
{
}

Result<SheetRenderer> SheetRenderer::make(const SheetJob &job, qint64 labels)
{
    if (const auto checked = checkTemplate(job.stock); !checked)
        return checked.failure();
    auto layout = SheetLayout::make(job.stock, labels, job.startAt);
    if (!layout)
        return layout.failure();
    loadScripFonts();
    return SheetRenderer(job, std::move(layout).value());
}

Result<SheetCheck> SheetRenderer::check(const LabelContent &sample)
{
    const auto codes = encodeLabels(job(), m_withQr, {&sample, 1}, m_encoder);
    if (!codes)
        return codes.failure();
    auto face = m_painter.face(m_layout.firstSlotOn(0), sample, codes->empty() ? 0 : codes->front().modules());
    if (!face)
        return face.failure();
    SheetCheck check;
    check.face = std::move(face).value();
    check.textOnly = !m_withQr;
    check.warnings = warningsOf(job(), check);
    return check;
}

Result<std::vector<QrCode>> encodeLabels(const SheetJob &job, bool withQr, std::span<const LabelContent> labels,
                                         QrEncoder &encoder)
{
    std::vector<QrCode> codes;
    if (!withQr)
        return codes;
    codes.reserve(labels.size());
    for (const LabelContent &label : labels) {
        auto code = encoder.encode(job.payload(label));
        if (!code)
            return code.failure();
        codes.push_back(std::move(code).value());
    }
    return codes;
}

Result<Done> SheetRenderer::paintPage(QPainter &painter, double dpi, qint64 page,
                                      std::span<const LabelContent> labels)
{
    const auto codes = encodeLabels(job(), m_withQr, labels, m_encoder);
    if (!codes)
        return codes.failure();
    return paintPage(painter, dpi, page, labels, *codes);
}

Result<Done> SheetRenderer::paintPage(QPainter &painter, double dpi, qint64 page,
                                      std::span<const LabelContent> labels, std::span<const QrCode> codes)
{
    const DrawingUnits inUnits(painter, dpi);
    if (labels.empty())
        return Done{};
    paintHeader(painter, page, labels);
    painter.setPen(QPen(Qt::black, 0.25 * unitsPerPoint));
    for (const QLineF &mark : cutMarks(m_layout, page))
        painter.drawLine(QLineF(mark.p1() * unitsPerMm, mark.p2() * unitsPerMm));
    const int first = m_layout.firstSlotOn(page);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int slot = first + int(i);
        auto painted = m_painter.paint(painter, slot, labels[i], m_withQr ? &codes[i] : nullptr);
        if (!painted)
            return painted;
        if (job().stock.kind == LabelKind::Tent)
            paintFold(painter, slot);
    }
    return Done{};
}

void SheetRenderer::paintFold(QPainter &painter, int slot) const
{
    const QRectF label = job().stock.slot(slot);
    const double y = label.center().y();
    QPen pen(hairline, 0.5 * unitsPerPoint);
    pen.setDashPattern({6, 4});
    painter.setPen(pen);
    for (const double x : {label.left(), label.right() - 5})
        painter.drawLine(QLineF(QPointF(x, y) * unitsPerMm, QPointF(x + 5, y) * unitsPerMm));
}

void SheetRenderer::paintHeader(QPainter &painter, qint64 page, std::span<const LabelContent> labels) const
{
    constexpr double needed = 8; // millimetres of margin; below that the line would touch a label or the paper's edge
    const LabelTemplate &stock = job().stock;
    if (stock.first.y() < needed)
        return;
    const QString sheet =
        say(QT_TRANSLATE_NOOP("scrip::Sheets", "batch %1 · sheet %2 of %3 · %4–%5 of %6 · %7 · print at 100 %"))
            .arg(labels.front().batchNumber)
            .arg(page + 1)
            .arg(m_layout.pages())
            .arg(labels.front().serial)
            .arg(labels.back().serial)
            .arg(labels.front().batchCount)
            .arg(stock.parts.value(0));
    const QFont font = labelFont(LabelFont::Text, 6);
    const QFontMetricsF metrics(font);
    const double left = std::max(stock.first.x(), 8.0) * unitsPerMm;
    const double room = stock.page.width() * unitsPerMm - 2 * left - metrics.horizontalAdvance(u"  ·  "_s + sheet);
    const QString name = room > 0 ? metrics.elidedText(job().eventName, Qt::ElideRight, room) : QString();
    painter.setPen(QColor(0x55, 0x5d, 0x6b));
    const double crop = stock.isPlain() ? 7.5 : 2.5; // crop marks stand in the margin of plain stock
    FixedText(font, name.isEmpty() ? sheet : QString(name + u" · " + sheet))
        .draw(painter, QPointF(left, std::max(5.0, stock.first.y() - crop) * unitsPerMm));
}

void SheetRenderer::paintStock(QPainter &painter, double dpi, qint64 page) const
{
    const DrawingUnits inUnits(painter, dpi);
    painter.setRenderHint(QPainter::Antialiasing);
    const LabelTemplate &stock = job().stock;
    for (int slot = 0; slot < stock.perPage(); ++slot) {
        const QRectF box = units(stock.slot(slot));
        // Only what is gone from the sheet is crossed out; what stays free is to be seen as free.
        const bool gone = slot < m_layout.firstSlotOn(page);
        painter.setPen(QPen(QColor(0xd5, 0xda, 0xe1), 0.2 * unitsPerMm));
        painter.setBrush(gone ? QColor(0xe2, 0xe5, 0xea) : QColor(Qt::white));
        if (stock.shape == LabelShape::Round)
            painter.drawEllipse(box);
        else
            painter.drawRoundedRect(box, stock.cornerRadius * unitsPerMm, stock.cornerRadius * unitsPerMm);
        if (!gone)
            continue;
        const double arm = std::min(box.width(), box.height()) * 0.2;
        painter.setPen(QPen(hairline, 0.25 * unitsPerMm));
        painter.drawLine(box.center() - QPointF(arm, arm), box.center() + QPointF(arm, arm));
        painter.drawLine(box.center() - QPointF(arm, -arm), box.center() + QPointF(arm, -arm));
    }
}

Result<QImage> SheetRenderer::preview(double dpi, qint64 page, std::span<const LabelContent> labels)
{
    const QSizeF inches = job().stock.page / 25.4;
    QImage paper(int(std::lround(inches.width() * dpi)), int(std::lround(inches.height() * dpi)),
                 QImage::Format_RGB32);
    paper.fill(Qt::white);
    QPainter painter(&paper);
    paintStock(painter, dpi, page);
    const auto painted = paintPage(painter, dpi, page, labels);
    if (!painted)
        return painted.failure();
    return paper;
}

} // namespace scrip
