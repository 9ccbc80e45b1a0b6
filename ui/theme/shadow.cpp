// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/shadow.h"

#include <QPainter>

namespace scrip {

void paintShadow(QPainter *painter, const QRectF &box, qreal radius, bool dark)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    QColor ink(Qt::black);
    // Many faint layers, each a little larger: cheap, and no effect object that renders the widget twice.
    for (int ring = shadowReach; ring > 0; --ring) {
        ink.setAlphaF(float((dark ? 0.030 : 0.012) * (1.0 - qreal(ring) / (shadowReach + 1))));
        painter->setBrush(ink);
        const QRectF grown = box.adjusted(-ring, -ring + 4, ring, ring)
                                 .intersected(box.adjusted(-shadowReach, -shadowReach, shadowReach, shadowReach));
        painter->drawRoundedRect(grown, radius + ring, radius + ring);
    }
    painter->restore();
}

} // namespace scrip
