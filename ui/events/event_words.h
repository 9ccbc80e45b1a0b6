// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"

#include <QTimeZone>

namespace scrip {

struct Failure;

// The words in which events are told to people. Plain text throughout: none of it may be given to anything that
// interprets markup.

/// "Credit lasts until" for credit_expires_at; the name itself for a field of another kind.
[[nodiscard]] QString fieldLabel(const QString &field);

/// One field as a person reads it; times in the draft's zone, "—" for what is empty.
[[nodiscard]] QString fieldText(const EventDraft &draft, EventField field);

/// "24 Nov 2026 23:59:59" in the zone.
[[nodiscard]] QString momentIn(const QTimeZone &zone, const QDateTime &time);
/// The zone, or UTC when its name is not known here.
[[nodiscard]] QTimeZone zoneOrUtc(const QString &name);
/// "Singapore" for Asia/Singapore.
[[nodiscard]] QString cityOf(const QTimeZone &zone);

/// "$25.00 in USD · up to 2 per organization · tags conference, apac"
[[nodiscard]] QString summaryOf(const Event &event);

/// What a refusal means and what helps, in one or two sentences.
[[nodiscard]] QString failureWords(const Failure &failure);

/// Every field a person enters, in the order of the form.
[[nodiscard]] const QList<EventField> &enteredFields();

} // namespace scrip
