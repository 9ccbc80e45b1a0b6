// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

class QWidget;

namespace scrip {

/// What the window looks like with the dialogs and popups that are open over it, which grab() of the window leaves
/// out.
[[nodiscard]] QImage pictureOf(QWidget *window);

} // namespace scrip
