// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace scrip {

/// Asks viewers not to scale a painted PDF when it is printed, and adds the keywords. The changed catalogue and
/// information are appended as a revision: the sheets are not copied, so memory does not grow with them. The file is
/// open for reading and writing. Answers the reason when it fails, else an empty text.
[[nodiscard]] QString finishPdf(QFile &file, const QString &keywords);

} // namespace scrip
