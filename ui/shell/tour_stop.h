// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace scrip {

/// One picture of the tour. `prepare` brings the page or dialog up and calls `ready` once (now or later) when
/// everything is on screen; `finish` closes what prepare opened. The picture is taken of the whole window, dialogs
/// included.
struct TourStop
{
    QString name; ///< "events", "new-event": becomes the file name.
    std::function<void(std::function<void()> ready)> prepare;
    std::function<void()> finish;
};

} // namespace scrip
