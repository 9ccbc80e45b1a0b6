// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QRectF>

class QPainter;

namespace scrip {

/// The drawings of the program: single-colour strokes on a 16-px grid, one file each below resources/icons.
enum class Glyph {
    About,
    Archive,
    Back,
    Barcode,
    Calendar,
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    Claim,
    Clock,
    Close,
    Code,
    Columns,
    Connection,
    Copy,
    Database,
    Disable,
    Edit,
    Error,
    Event,
    Expand,
    Export,
    Eye,
    Filter,
    First,
    Folder,
    Forward,
    Info,
    Key,
    Keyboard,
    Last,
    Link,
    Lock,
    Mint,
    Monitor,
    Moon,
    More,
    Organization,
    Overview,
    Page,
    Pause,
    Play,
    Plus,
    Print,
    Refresh,
    Reissue,
    Save,
    Search,
    Sheet,
    Shield,
    Sidebar,
    Sliders,
    Star,
    Sun,
    Tag,
    Undo,
    Unlock,
    User,
    Warning,
    Window,
};

/// How many there are, for tests and galleries.
constexpr int glyphCount = int(Glyph::Window) + 1;

/// The file name without folder and ending.
[[nodiscard]] QString glyphName(Glyph glyph);

/// An icon in the colours of the application palette: muted, `text` when active, `accent` when selected, faded when
/// disabled. Rendered per size and pixel ratio, and cached.
[[nodiscard]] QIcon icon(Glyph glyph);
/// The same in the strong colour of a tone, for marks beside a sentence.
[[nodiscard]] QIcon icon(Glyph glyph, Tone tone);

/// Paints the drawing into `box` (centred, as large as it fits) in one colour.
void paintGlyph(QPainter *painter, const QRectF &box, Glyph glyph, const QColor &colour);

} // namespace scrip
