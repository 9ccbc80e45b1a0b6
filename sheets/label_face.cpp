// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/label_face.h"

#include "sheets/qr_code.h"
#include "sheets/text_plan.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr double smallestScale = 0.7;
constexpr double scaleStep = 0.05;
constexpr double usualArea = 63.5 * 38.1; // the label the sizes at scale 1 are made for

Failure tooSmall(const QString &why, const QString &hint)
{
    return Failure::named(u"label_too_small"_s, why, u"template"_s, hint);
}

Failure symbolTooSmall(const SheetJob &job, const QrFit &fit)
{
    return tooSmall(QCoreApplication::translate("scrip::Sheets",
                                                "On %1 the modules of the QR code would be %2 mm, too small to scan.")
                        .arg(job.stock.title())
                        .arg(fit.moduleMm(), 0, 'f', 2),
                    QCoreApplication::translate("scrip::Sheets", "Choose larger labels or a shorter claim URL."));
}

QRectF qrBox(const SheetJob &job, const QRectF &content, const QrFit &fit)
{
    const double side = fit.boxMm();
    if (job.stock.shape == LabelShape::Round) {
        const double radius = std::min(content.width(), content.height()) / 2;
        const double rise = std::sqrt(std::max(0.0, radius * radius - side * side / 4));
        return {content.center().x() - side / 2, content.center().y() - rise, side, side};
    }
    if (isStacked(job.stock))
        return {content.center().x() - side / 2, content.top(), side, side};
    return {content.left(), content.center().y() - side / 2, side, side};
}

TextArea textArea(const SheetJob &job, const FaceLayout &face)
{
    TextArea area;
    area.rect = face.content;
    const bool round = job.stock.shape == LabelShape::Round;
    if (round) {
        area.radius = std::min(face.content.width(), face.content.height()) / 2;
        area.centre = face.content.center();
    }
    if (isStacked(job.stock))
        area.align = LabelAlign::Centre;
    if (face.qr.isEmpty()) {
        if (round)
            area.rect.setTop(face.content.top() + face.content.height() * 0.2);
    } else if (isStacked(job.stock)) {
        area.rect.setTop(face.qr.bottom());
    } else {
        area.rect.setLeft(face.qr.right());
        if (face.content.width() > 80) // cards and tents: text does not hug the edge
            area.rect.setRight(area.rect.right() - 2);
    }
    return area;
}

/// Tried in this order. Beside the amount a serial costs no line.
constexpr std::array<TextParts, 9> partsByWorth{
    TextParts{},
    TextParts{.instruction = false},
    TextParts{.instruction = false, .serialOnTop = true},
    TextParts{.instruction = false, .serial = false},
    TextParts{.instruction = false, .event = false, .serialOnTop = true},
    TextParts{.instruction = false, .serial = false, .event = false},
    TextParts{.instruction = false, .event = false, .creditEnds = false, .serialOnTop = true},
    TextParts{.instruction = false, .serial = false, .event = false, .creditEnds = false},
    TextParts{.instruction = false, .serial = false, .event = false, .creditEnds = false, .compact = true}};

/// The largest scale at which the most lines fit.
bool setText(TextPlan &plan, double usual, std::span<const TextParts> choices, bool reprint)
{
    for (TextParts parts : choices) {
        for (const bool beside : {false, true}) {
            parts.reprintBeside = beside;
            if (beside && !reprint)
                continue;
            const int steps = int(std::floor((usual - smallestScale) / scaleStep + 1e-6));
            for (int step = 0; step <= steps; ++step) {
                if (plan.build(usual - step * scaleStep, parts))
                    return true;
            }
        }
    }
    return false;
}

/// With a symbol beside it the text is as high as the symbol without its quiet zone, when it fits.
QRectF spreadOver(const FaceLayout &face, const TextArea &area)
{
    if (face.qr.isEmpty() || area.align == LabelAlign::Centre)
        return area.rect;
    const double quiet = face.fit.moduleMm() * QrCode::quietZone;
    return face.qr.adjusted(0, quiet, 0, -quiet);
}

Result<FaceLayout> arranged(const SheetJob &job, int slot, const QrFit &fit, const LabelContent &sample,
                            std::span<const TextParts> choices, double codeFloor)
{
    FaceLayout face;
    face.content = contentRect(job.stock, slot);
    face.fit = fit;
    if (fit.modules > 0)
        face.qr = qrBox(job, face.content, fit);
    const TextArea area = textArea(job, face);
    TextPlan plan(job, sample, area, fit.modules > 0, codeFloor);
    const QSizeF size = faceSize(job.stock);
    const double usual = std::clamp(1.08 * std::sqrt(size.width() * size.height() / usualArea), 0.8, 3.0);
    if (!setText(plan, usual, choices, job.reprint > 0))
        return tooSmall(
            QCoreApplication::translate("scrip::Sheets", "On %1 there is no room for code, amount and claim date.")
                .arg(job.stock.title()),
            QCoreApplication::translate("scrip::Sheets", "Choose larger labels."));
    if (job.stock.shape != LabelShape::Round) {
        const QRectF over = spreadOver(face, area);
        plan.spread(over.top(), over.height(), 1.1 * usual);
    }
    face.lines = plan.lines();
    return face;
}

} // namespace

QRectF FaceLine::box() const
{
    const double left = align == LabelAlign::Left ? x : align == LabelAlign::Right ? x - width : x - width / 2;
    return {left, top, width, height};
}

Result<FaceLayout> arrangeFace(const SheetJob &job, int slot, int modules, const LabelContent &sample)
{
    const std::span<const TextParts> usual = std::span(partsByWorth).first(partsByWorth.size() - 1);
    if (modules == 0) {
        auto face = arranged(job, slot, {}, sample, usual, 8.0);
        return face ? face : arranged(job, slot, {}, sample, partsByWorth, 6.5);
    }
    const QrFit largest = fitQr(job.stock, modules);
    if (largest.verdict == QrVerdict::TooSmall)
        return symbolTooSmall(job, largest);
    // Square labels: a symbol a little smaller than could be is worth both clocks, as long as anybody can scan it.
    const int least = isStacked(job.stock) ? std::min(largest.dots, 6) : largest.dots;
    const std::span<const TextParts> worthy = usual.first(4); // all with the event
    for (const std::span<const TextParts> &choices : {worthy, usual}) {
        for (int dots = largest.dots; dots >= least; --dots) {
            auto face = arranged(job, slot, fitQr(job.stock, modules, dots), sample, choices, 8.0);
            if (face || (dots == least && choices.size() == usual.size()))
                return face;
        }
    }
    return symbolTooSmall(job, largest);
}

QString serialText(const LabelContent &label, int form)
{
    QString serial = QString::number(label.serial) + u" / " + QString::number(label.batchCount);
    if (form >= 2 || label.batchNumber <= 0)
        return serial;
    const QString batch = QString::number(label.batchNumber);
    return form == 1 ? QString(serial + u" · B" + batch)
                     : QString(serial + u" · " + QCoreApplication::translate("scrip::Sheets", "batch %1").arg(batch));
}

QList<int> codeLines(const QString &code, int most)
{
    QList<int> groups; // each with the dash that ends it
    int from = 0;
    for (int i = 0; i < code.size(); ++i) {
        if (code.at(i) == u'-' || i + 1 == code.size()) {
            groups << i + 1 - from;
            from = i + 1;
        }
    }
    if (groups.size() == 1 && most > 0 && groups.first() > most) { // an imported code without groups
        const int lines = (int(code.size()) + most - 1) / most;
        groups.clear();
        for (int i = 0; i < lines; ++i)
            groups << int(code.size()) * (i + 1) / lines - int(code.size()) * i / lines;
    }
    const auto pack = [&](int width) {
        QList<int> lines;
        for (const int group : groups) {
            if (group > width)
                return QList<int>();
            if (lines.isEmpty() || lines.last() + group > width)
                lines << group;
            else
                lines.last() += group;
        }
        return lines;
    };
    QList<int> best = pack(most);
    for (int width = most - 1; width > 0; --width) {
        const QList<int> even = pack(width);
        if (even.isEmpty() || even.size() > best.size())
            break;
        best = even;
    }
    return best;
}

} // namespace scrip
