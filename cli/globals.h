// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace CLI {
class App;
}

namespace scrip::cli {

/// The options that every call takes, before or after its noun.
struct Globals
{
    std::optional<QString> database;
    bool json = false;
    bool table = false;
    std::optional<QString> key;
    std::optional<QString> as;
    std::optional<QString> wait;

    void declare(CLI::App &root);
    /// Refuses with usage what cannot be meant: both outputs at once, a key that the database would not take.
    [[nodiscard]] Result<Done> check() const;
    /// How long a write in doubt is resolved, in milliseconds. Refuses with usage.
    [[nodiscard]] Result<int> waitMs() const;
};

/// A length of time as people type it: 500ms, 15s, 2m, 1h; a bare number is seconds. In milliseconds, at most a day.
[[nodiscard]] std::optional<int> parseSpan(const QString &text);

} // namespace scrip::cli
