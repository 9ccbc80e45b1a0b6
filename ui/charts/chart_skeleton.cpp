// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_skeleton.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QPainter>

#include <array>

namespace scrip {

void ChartSkeleton::paintEvent(QPaintEvent *)
{
    static constexpr std::array<double, 12> heights{0.2, 0.15, 0.1, 0.3, 0.5, 0.75, 0.7, 0.9, 0.6, 0.45, 0.3, 0.2};
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    const QRectF area = QRectF(rect()).adjusted(space::pageLeft + 24, space::one, -space::two, -space::three);
    const double step = area.width() / double(heights.size());
    for (size_t bar = 0; bar < heights.size(); ++bar) {
        const double tall = area.height() * heights.at(bar);
        painter.fillRect(
            QRectF(area.left() + step * double(bar) + step * 0.18, area.bottom() - tall, step * 0.64, tall), t.track);
    }
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), t.line);
}

} // namespace scrip
