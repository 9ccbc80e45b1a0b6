// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lookup.h"
#include "ui/shell/history.h"
#include "ui/theme/glyphs.h"

namespace scrip {

struct Session;

// How the palette shows what a look-up found, and where it leads.

[[nodiscard]] Glyph glyphOfKind(const QString &kind);
/// What several of a kind are called: "People".
[[nodiscard]] QString groupOfKind(const QString &kind);
/// The same kinds together, whom it is about first. Within a kind the order of the database stays.
[[nodiscard]] QList<Match> byKind(QList<Match> matches);
/// The page that shows it, and where on it; no page when there is none, as for a key that belongs to nobody. Codes
/// are listed for those who may list codes, and shown alone to the others.
[[nodiscard]] HistoryEntry placeOf(const Match &match, const Session &session);

} // namespace scrip
