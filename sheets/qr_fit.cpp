// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/qr_fit.h"

#include "sheets/qr_code.h"

#include <algorithm>
#include <cmath>

namespace scrip {

namespace {

constexpr double dotMm = 25.4 / 300;
constexpr double dieTolerance = 1.0;
constexpr double paperEdge = 5.0;
constexpr int usualModules = 29; // version 3: a claim URL of 45 characters in upper case
constexpr int modestDots = 12;   // a larger module reads no better in the hand

QrVerdict verdictOf(int dots)
{
    if (dots >= 6) // 0.508 mm
        return QrVerdict::Ok;
    if (dots == 5) // 0.423 mm: phones in event light, close up
        return QrVerdict::Near;
    return dots == 4 ? QrVerdict::Tight : QrVerdict::TooSmall;
}

QSizeF smallestContent(const LabelTemplate &stock)
{
    QSizeF smallest = stock.label;
    for (int slot = 0; slot < stock.perPage(); ++slot)
        smallest = smallest.boundedTo(contentRect(stock, slot).size());
    return smallest;
}

double sideLimit(const LabelTemplate &stock)
{
    const QSizeF content = smallestContent(stock);
    const QSizeF face = faceSize(stock);
    if (stock.shape == LabelShape::Round)
        return 0.55 * face.width();
    if (isStacked(stock))
        return std::min(content.width(), 0.70 * face.height());
    return std::min(content.height(), 0.55 * face.width());
}

} // namespace

double QrFit::boxMm() const
{
    return (modules + 2 * QrCode::quietZone) * moduleMm();
}

int QrFit::readsToCm() const
{
    return int(std::lround(std::round(symbolMm() * 10) / 10)); // as the width is shown
}

QrFit fitQr(const LabelTemplate &stock, int modules, int mostDots)
{
    const double module = sideLimit(stock) / (modules + 2 * QrCode::quietZone);
    const int most = stock.kind == LabelKind::Tent ? mostDots : std::min(mostDots, modestDots);
    QrFit fit;
    fit.modules = modules;
    fit.dots = std::clamp(int(std::floor(module / dotMm + 1e-6)), 0, most);
    fit.verdict = verdictOf(fit.dots);
    return fit;
}

bool carriesQr(const LabelTemplate &stock)
{
    return fitQr(stock, usualModules).verdict != QrVerdict::TooSmall;
}

QSizeF faceSize(const LabelTemplate &stock)
{
    return stock.kind == LabelKind::Tent ? QSizeF(stock.label.width(), stock.label.height() / 2) : stock.label;
}

QRectF contentRect(const LabelTemplate &stock, int slot)
{
    const QRectF label = stock.slot(slot);
    const auto inset = [](double toPaperEdge) { return std::max(dieTolerance, paperEdge - toPaperEdge); };
    double left = inset(label.left());
    double right = inset(stock.page.width() - label.right());
    double top = inset(label.top());
    double bottom = inset(stock.page.height() - label.bottom());
    if (stock.kind == LabelKind::Tent) { // the other face is the same one turned by half
        left = right = std::max(left, right);
        top = bottom = std::max(top, bottom);
    }
    return QRectF(QPointF(), faceSize(stock)).adjusted(left, top, -right, -bottom);
}

bool isStacked(const LabelTemplate &stock)
{
    const QSizeF face = faceSize(stock);
    return stock.shape == LabelShape::Round || face.width() < 1.25 * face.height();
}

} // namespace scrip
