// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;

namespace scrip {

/// How far a shadow reaches beyond its box.
inline constexpr int shadowReach = 16;

/// Paints the soft shadow that only dialogs, popovers and toasts have, below a rounded box.
void paintShadow(QPainter *painter, const QRectF &box, qreal radius, bool dark);

} // namespace scrip
