// SPDX-License-Identifier: GPL-3.0-or-later
// What the event dialog says while somebody types: errors at their fields, the reason in the foot, the worst case.
#include "ui/events/event_dialog.h"

#include "core/ports/connection.h"
#include "ui/events/event_rights.h"
#include "ui/events/event_words.h"
#include "ui/events/exposure_panel.h"
#include "ui/events/version_conflict.h"
#include "ui/mint/mint_rights.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"

#include <QCheckBox>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

void drop(QList<Failure> &failures, EventField field)
{
    failures.removeIf([name = fieldName(field)](const Failure &failure) { return failure.field == name; });
}

QString namesOf(const QStringList &fields)
{
    QStringList names;
    for (const QString &field : fields)
        names << fieldLabel(field).toLower();
    return names.join(u", "_s);
}

/// Days are what people count in here; a part of one counts as one.
qint64 daysBetween(const QDateTime &from, const QDateTime &to)
{
    return std::max<qint64>(1, (from.secsTo(to) + 86'399) / 86'400);
}

/// Says by how much, and which day would do.
void nameTheWayOut(FormReading &reading)
{
    const EventDraft &draft = reading.draft;
    if (!draft.creditExpiresAt.isValid() || !draft.claimDeadline.isValid() ||
        draft.creditExpiresAt >= draft.claimDeadline)
        return;
    const QDateTime deadline = draft.claimDeadline.toTimeZone(zoneOrUtc(draft.timeZone));
    for (Failure &failure : reading.failures) {
        if (failure.field == fieldName(EventField::CreditExpiresAt) && failure.name == "invalid_date"_L1)
            failure.message = EventDialog::tr("%n day(s) before claiming ends. Choose %1 or later.", nullptr,
                                              int(daysBetween(draft.creditExpiresAt, draft.claimDeadline)))
                                  .arg(QLocale().toString(deadline.date(), u"d MMM yyyy"_s));
    }
}

/// How many uses the codes there are leave: never less than what the database's own exposure shows.
qint64 liveUses(const Event &event)
{
    const qint64 shown = event.amount.isZero() ? 0 : event.exposure.nano() / event.amount.nano();
    return std::max(shown, event.codes.available + event.codes.claimed);
}

/// What the two-person rule looks at.
std::optional<Money> ruledBy(const Money &amount, std::optional<qint64> uses)
{
    if (!uses || amount.nano() <= 0)
        return {};
    const Result<Money> most = exposureOf(amount, uses, std::nullopt);
    return most ? std::optional(*most) : std::nullopt;
}

} // namespace

FormReading EventDialog::reading() const
{
    if (m_conflict)
        return {m_conflict->merged(), {}};
    FormReading read = m_form->read(m_parts.now());
    if (m_base) {
        if (!read.draft.startsAt.isValid())
            read.draft.startsAt = m_base->startsAt;
        addEditRules(read);
    }
    nameTheWayOut(read);
    return read;
}

void EventDialog::addEditRules(FormReading &reading) const
{
    EventDraft &draft = reading.draft;
    // An event that is over may still be renamed: only times that are new are judged against now.
    const bool sameTimes = draft.startsAt == m_base->startsAt && draft.claimDeadline == m_base->claimDeadline &&
                           draft.creditExpiresAt == m_base->creditExpiresAt;
    if (sameTimes) {
        drop(reading.failures, EventField::ClaimDeadline);
        drop(reading.failures, EventField::CreditExpiresAt);
    }
    if (m_base->claimCount == 0)
        return;
    if (draft.maxClaims && *draft.maxClaims < m_base->claimCount && draft.maxClaims != m_base->maxClaims)
        reading.failures << Failure::named(
            u"cap_below_claimed"_s, tr("%1 are claimed already: not below that.").arg(countText(m_base->claimCount)),
            fieldName(EventField::MaxClaims));
    const bool earlier = draft.claimDeadline.isValid() &&
                         (!m_base->claimDeadline.isValid() || draft.claimDeadline < m_base->claimDeadline);
    if (earlier)
        reading.failures << Failure::named(u"frozen_field"_s,
                                           tr("Somebody has claimed already: the deadline may only move later."),
                                           fieldName(EventField::ClaimDeadline));
}

void EventDialog::judge()
{
    if (isBusy())
        return;
    const FormReading read = reading();
    m_form->showMeanings(m_parts.now());
    m_form->showFailures(read.failures, m_showAll);
    showExposure(read);
    showMintOffer(read);
    bool isError = true;
    const QString obstacle = obstacleFor(read, &isError);
    setObstacle(obstacle, isError);
}

QString EventDialog::obstacleFor(const FormReading &read, bool *isError) const
{
    *isError = true;
    const QString reason = reasonAgainstEvents(m_parts.monitor);
    if (!reason.isEmpty())
        return tr("%1; what you typed stays here").arg(reason);
    if (m_conflict) {
        *isError = false;
        return {};
    }
    QStringList wrong;
    QStringList missing;
    for (const Failure &failure : read.failures)
        (m_showAll || m_form->isTouched(failure.field) ? wrong : missing) << failure.field;
    if (!wrong.isEmpty())
        return wrong.size() == 1 ? tr("One field to correct: %1").arg(namesOf(wrong))
                                 : tr("%1 fields to correct: %2").arg(wrong.size()).arg(namesOf(wrong));
    *isError = false;
    if (!missing.isEmpty())
        return tr("Still to fill in: %1").arg(namesOf(missing));
    const bool same = m_base && !changedFields(EventDraft::of(*m_base), read.draft);
    return same ? tr("Nothing is changed yet") : QString();
}

void EventDialog::showExposure(const FormReading &read)
{
    ExposureFigures figures;
    figures.now = m_exposureNow;
    figures.approvalAbove = m_approvalAbove;
    const EventDraft &draft = read.draft;
    const bool readable = draft.amount.nano() > 0 && !draft.amount.currency().code().isEmpty();
    figures.before = m_base ? m_base->exposure : Money(0, draft.amount.currency());
    const auto uses = m_base ? std::optional(liveUses(*m_base)) : std::nullopt;
    figures.ruled = ruledBy(draft.amount, draft.maxClaims ? draft.maxClaims : uses);
    if (m_base) {
        figures.awaiting = m_base->status == EventStatus::AwaitingApproval;
        figures.ruledBefore = ruledBy(m_base->amount, m_base->maxClaims ? m_base->maxClaims : uses);
    }
    if (readable && (draft.maxClaims || m_base)) {
        if (const Result<Money> worst = exposureOf(draft.amount, draft.maxClaims, uses); worst) {
            figures.worst = *worst;
            const qint64 count = worst->nano() / draft.amount.nano();
            figures.explanation = m_base ? tr("%1 claims at %2, with the codes there are now")
                                         : tr("%1 claims at %2, if every one is used up");
            figures.explanation = figures.explanation.arg(countText(count), moneyText(draft.amount));
        }
    } else if (readable) {
        figures.explanation = tr("Without a cap every code minted later counts.");
    } else {
        figures.explanation = tr("Claims times credit, once both are given.");
    }
    m_exposure->setFigures(figures);
}

void EventDialog::showMintOffer(const FormReading &read)
{
    if (!m_mintBox)
        return;
    const auto cap = read.draft.maxClaims;
    const bool fits = cap && *cap > 0 && *cap <= maxBatchCount;
    QString reason = reasonAgainstMinting(m_parts.monitor);
    if (reason.isEmpty() && !fits)
        reason = cap && *cap > maxBatchCount ? tr("one batch holds at most %1 codes").arg(countText(maxBatchCount))
                                             : tr("as many as the most claims, once that is given");
    m_mintBox->setText(fits ? tr("Mint %1 codes at once").arg(countText(*cap)) : tr("Mint the codes at once"));
    m_mintBox->setEnabled(reason.isEmpty());
    const QString prefix = m_parts.monitor.session().defaultPrefix;
    m_mintNote->setText(reason.isEmpty() ? tr("prefix %1, 4 groups, one use each").arg(prefix) : reason);
    m_mintBox->setAccessibleDescription(m_mintNote->text());
}

} // namespace scrip
