// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace scrip {

/// Copies a painted PDF, asks viewers not to scale it when it is printed, and adds the keywords. Both files are open;
/// the first is read from its start. Answers the reason when it fails, else an empty text.
[[nodiscard]] QString finishPdf(const QFile &painted, QFile &finished, const QString &keywords);

} // namespace scrip
