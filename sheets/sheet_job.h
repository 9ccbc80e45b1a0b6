// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"
#include "sheets/label_template.h"

#include <QDateTime>
#include <QTimeZone>

namespace scrip {

/// What differs from label to label. The code is plain when it is printed, masked or plain in a masked preview.
struct LabelContent
{
    qint64 serial = 0; ///< Within its batch, from 1.
    QString code;
    int batchNumber = 0;
    qint64 batchCount = 0; ///< Labels say "serial / batchCount".
};

/// What all labels of one run have in common: the stock and the texts of one event. A value.
struct SheetJob
{
    LabelTemplate stock;
    int startAt = 1; ///< First label used on the first sheet, counted from 1.
    QString batchId; ///< The only title of the file; never a code.
    QString eventId;
    QString eventName;
    Money amount;
    QString claimUntil; ///< As printed, with the zone: "31 Dec 2026 CET". Empty: the event has no deadline.
    QString
        creditUntil;   ///< As printed, in the same zone; empty: no line. Without claimUntil it says the zone itself.
    QDateTime claimBy; ///< Until when one can claim: the deadline, else the end of the credit. In the sheet's hash.
    QString claimUrl;  ///< Template with {code} and {event}; empty: the QR code holds the code itself.
    int reprint = 0;   ///< Above 0: each label says REPRINT k.
    bool masked = false; ///< Preview: codes masked, QR codes fake.

    /// A run of one event's codes: texts and clocks are taken from the event.
    static SheetJob of(const Event &event, const LabelTemplate &stock);

    /// What the QR code of a label holds; in a masked job a text as long that is no code.
    [[nodiscard]] QString payload(const LabelContent &label) const;
    /// The host of the claim URL, for people without a scanner; empty when there is none.
    [[nodiscard]] QString claimHost() const;
    /// The code as the label shows it.
    [[nodiscard]] QString shownCode(const LabelContent &label) const;
};

/// The claim URL of one code: the template with {code} and {event} replaced, percent-encoded; the code itself without
/// a template.
[[nodiscard]] QString claimPayload(const QString &urlTemplate, const QString &code, const QString &eventId);

/// A moment as labels say it: the date alone when it is the end of that day, else with the time.
[[nodiscard]] QString labelMoment(const QDateTime &moment, const QTimeZone &zone);
/// The same with the zone behind it: "31 Dec 2026 CET".
[[nodiscard]] QString labelMomentInZone(const QDateTime &moment, const QTimeZone &zone);

} // namespace scrip
