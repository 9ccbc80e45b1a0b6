// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_checks.h"

#include "ui/events/event_words.h"
#include "ui/sheets/sheet_rights.h"
#include "ui/sheets/sheet_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/relative_time.h"

#include <QCoreApplication>

namespace scrip {

namespace {

constexpr int warnHours = 24;

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::SheetChecks", text);
}

QList<CheckLine> eventLines(const Event &event, const QDateTime &now)
{
    if (const QString against = reasonAgainstEventOnPaper(event); !against.isEmpty())
        return {{Tone::Bad, against, {}}};
    QList<CheckLine> lines;
    if (event.status == EventStatus::AwaitingApproval)
        lines << CheckLine{
            Tone::Warn, words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "The event waits for approval")), {}};
    if (event.status == EventStatus::Paused)
        lines << CheckLine{
            Tone::Warn, words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "The event is paused: nobody can claim")), {}};
    const QDateTime until = event.claimDeadline.isValid() ? event.claimDeadline : event.creditExpiresAt;
    if (until.isValid() && now.addSecs(warnHours * 3600) > until)
        lines << CheckLine{Tone::Warn,
                           words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "Claiming ends in less than a day")),
                           relativeText(until, now, true)};
    return lines;
}

CheckLine qrLine(const StockFit &fit)
{
    if (fit.textOnly)
        return {Tone::Warn, words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "No QR code: printed as text only")), {}};
    const QString measure =
        words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "%1 modules")).arg(millimetres(fit.qr.moduleMm(), 2));
    const QString reads = words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "QR reads to %1 cm")).arg(fit.qr.readsToCm());
    switch (fit.qr.verdict) {
    case QrVerdict::Ok:
        return {Tone::Good, reads, measure};
    case QrVerdict::Near:
        return {Tone::Warn, words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "%1, close up only")).arg(reads), measure};
    case QrVerdict::Tight:
    case QrVerdict::TooSmall:
        break;
    }
    return {Tone::Warn, words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "%1: use a laser printer")).arg(reads),
            measure};
}

QList<CheckLine> stockLines(const LabelTemplate &stock, const StockFit &fit)
{
    if (!fit.usable)
        return {{Tone::Bad, fit.reason, {}}};
    QList<CheckLine> lines{qrLine(fit)};
    lines << CheckLine{Tone::Good,
                       words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "Text fits, tightest line %1"))
                           .arg(millimetres(fit.tightestText, 1)),
                       words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "of %1")).arg(millimetres(fit.tightestRoom, 1))};
    // The sentence about lines without room is the only one here that is not told above or below.
    for (const QString &warning : fit.warnings) {
        if (!fit.textOnly && fit.qr.verdict == QrVerdict::Ok && stock.grade != StockGrade::C)
            lines << CheckLine{Tone::Info, warning, {}};
    }
    const QString grade = gradeName(stock.grade);
    if (stock.grade == StockGrade::A)
        lines << CheckLine{
            Tone::Good, words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "Grade A: sources agree on this stock")), {}};
    else if (stock.grade == StockGrade::B)
        lines << CheckLine{
            Tone::Warn, words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "Grade B: hold a proof to the sheet")), {}};
    else
        lines << CheckLine{
            Tone::Warn,
            words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "Grade C: measure a sheet, hold a proof to it")),
            {}};
    return lines;
}

} // namespace

QList<PrintRecord> runsWithin(const QList<PrintRecord> &runs, int from, int to)
{
    QList<PrintRecord> found;
    for (const PrintRecord &run : runs) {
        if (run.from <= to && run.to >= from)
            found << run;
    }
    return found;
}

QString runsText(const QList<PrintRecord> &runs)
{
    if (runs.size() > 1)
        return words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "%1 runs")).arg(countText(runs.size()));
    return runs.isEmpty() ? QString()
                          : words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "run %1")).arg(runs.first().number);
}

QList<CheckLine> checksOf(const SheetPlan &plan, const StockFit &fit, const QDateTime &now,
                          const QList<PrintRecord> &reprinted)
{
    const SheetWish &wish = plan.wish();
    QList<CheckLine> lines = eventLines(wish.event, now);
    lines << stockLines(wish.stock, fit);
    if (wish.batch.state == BatchState::Minting)
        lines << CheckLine{Tone::Warn,
                           words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "The batch is not complete yet")),
                           words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "%1 of %2"))
                               .arg(countText(wish.batch.count), countText(wish.batch.requested))};
    if (!wish.leftOut.isEmpty())
        lines << CheckLine{Tone::Info,
                           words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "Left out: claimed, disabled or replaced")),
                           countText(wish.leftOut.size())};
    if (!reprinted.isEmpty())
        lines << CheckLine{Tone::Warn,
                           words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "On paper already: needs a reason")),
                           runsText(reprinted)};
    lines << CheckLine{Tone::Info,
                       words(QT_TRANSLATE_NOOP("scrip::SheetChecks", "Print at 100 %, without fitting to the page")),
                       {}};
    return lines;
}

} // namespace scrip
