// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/bulk_void_dialog.h"

#include "ui/grants/effect_panel.h"
#include "ui/grants/grant_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/reason_dialog.h"

#include <QHBoxLayout>

namespace scrip {

namespace {

constexpr int dialogWidth = 656;
constexpr int pollInterval = 100;
constexpr int barWidth = 220;

/// What to tell: the sum of all, or of each currency where there are several.
QList<CurrencySum> sumsOf(const CurrencySum &all, const QList<CurrencySum> &currencies)
{
    return currencies.isEmpty() ? QList<CurrencySum>{all} : currencies;
}

} // namespace

BulkVoidDialog::BulkVoidDialog(const GrantPorts &ports, const VoidFilter &filter, const QString &words, QWidget *page)
    : GrantDialog(tr("Void all that match"), dialogWidth, ports, page)
    , m_filter(filter)
    , m_effect(new EffectPanel)
    , m_leftOut(Label::muted({}, Type::Caption))
    , m_counter(std::make_shared<Counter>())
{
    setIntroduction(tr("%1. What is left of each is forfeited for good; credit already spent stays spent. Each grant "
                       "is voided on its own, and only if as many match as you confirm.")
                        .arg(words));
    content()->addWidget(m_effect);
    m_leftOut->setWordWrap(true);
    m_leftOut->hide();
    content()->addWidget(m_leftOut);
    buildFields();
    setSubmit(tr("Void all"), ButtonLook::Danger);
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &BulkVoidDialog::poll);
    connect(this, &DialogFrame::cancelRequested, this, [this] {
        if (m_control)
            m_control->cancel();
    });
    showPreview();
    askPreview();
    judge();
}

BulkVoidDialog::~BulkVoidDialog()
{
    if (m_control)
        m_control->cancel();
}

void BulkVoidDialog::buildFields()
{
    m_reason = new ReasonField;
    m_reason->form()->setLabelNote(tr("required, kept in the audit and the ledger"));
    content()->addWidget(m_reason);
    m_count = new CountField;
    m_countForm = new FormField(tr("To confirm, type how many grants"), m_count);
    content()->addWidget(m_countForm);
    m_bar = new Bar;
    m_progress = Label::muted({}, Type::Caption);
    content()->addLayout(barRow(m_bar, barWidth, m_progress));
    m_bar->hide();
    m_progress->hide();
    connect(m_reason, &ReasonField::reasonChanged, this, &BulkVoidDialog::judge);
    connect(m_count, &QLineEdit::textChanged, this, [this] {
        m_countForm->setError({});
        judge();
    });
}

QString BulkVoidDialog::progressText() const
{
    return m_progress->text();
}

void BulkVoidDialog::askPreview()
{
    m_asked.ask(this, ports().stores.grants->previewVoidMatching(m_filter),
                [this](const Result<BulkVoidPreview> &answer) { takePreview(answer); });
}

void BulkVoidDialog::takePreview(const Result<BulkVoidPreview> &answer)
{
    if (isFinished() || isBusy() || m_begun)
        return;
    m_noPreview = answer ? std::nullopt : std::optional(answer.failure());
    m_preview = answer ? std::optional(*answer) : std::nullopt;
    if (m_noPreview)
        m_effect->setVerdict(Tone::Warn, tr("What it would do is not known."), grantFailureWords(*m_noPreview));
    showPreview();
    judge();
    Q_EMIT ready();
}

void BulkVoidDialog::showPreview()
{
    const bool known = m_preview.has_value();
    const BulkVoidPreview preview = m_preview.value_or(BulkVoidPreview());
    const auto figure = [known](const Money &money) { return known ? std::optional(money) : std::nullopt; };
    const auto count = [known](qint64 number) { return known ? countText(number) : QString(QChar(0x2014)); };
    QList<EffectRow> sums;
    for (const CurrencySum &sum : sumsOf(preview.sum, preview.currencies))
        sums << EffectRow{tr("Consumed, kept"), figure(sum.consumed), {}}
             << EffectRow{tr("Forfeited"), figure(sum.forfeited), {}, Tone::Bad, true}
             << EffectRow{tr("Balance before"), figure(sum.balanceBefore), {}}
             << EffectRow{tr("Balance after"), figure(sum.balanceAfter), {}};
    m_effect->setLeft(tr("Of these grants and their organizations"), sums);
    m_effect->setRight(tr("How many"), {{tr("Organizations blocked after"), {}, count(preview.blockedAfter)},
                                        {tr("Grants"), {}, count(preview.count), Tone::Neutral, true}});
    showLeftOut();
    if (!known)
        return;
    const int blocked = int(preview.blockedAfter);
    if (blocked > 0)
        m_effect->setVerdict(Tone::Warn, tr("Would be blocked."),
                             tr("%n organization(s) would have nothing left to spend.", nullptr, blocked));
    else
        m_effect->setVerdict(Tone::Good, tr("Nobody is blocked."), tr("Other credit carries on."));
    m_countForm->setHint(tr("here: %1").arg(countText(preview.count)));
    setSubmit(tr("Void %1 grant(s)", nullptr, int(preview.count)).arg(countText(preview.count)), ButtonLook::Danger);
}

void BulkVoidDialog::setShown(qint64 count)
{
    m_shown = count;
    showLeftOut();
}

void BulkVoidDialog::showLeftOut()
{
    const qint64 fewer = m_preview && m_shown ? *m_shown - m_preview->count : 0;
    m_leftOut->setText(fewer > 0 ? tr("Left out of the %1 shown: %2. Nothing is left of them, they are over, or they "
                                      "belong to the backend (adopted, opening).")
                                       .arg(countText(*m_shown), countText(fewer))
                                 : QString());
    m_leftOut->setVisible(fewer > 0);
}

QString BulkVoidDialog::leftOutText() const
{
    return m_leftOut->text();
}

GrantDialog::Obstacle BulkVoidDialog::obstacleHere() const
{
    if (m_begun)
        return {};
    if (m_noPreview)
        return {grantFailureWords(*m_noPreview), true};
    if (!m_preview)
        return {tr("Reckoning what it would do…")};
    if (m_preview->count == 0)
        return {tr("No grant matches: there is nothing to void")};
    if (!m_reason->isGiven())
        return {tr("A reason is needed")};
    return {m_count->count() == m_preview->count ? QString()
                                                 : tr("Type %1 to confirm").arg(countText(m_preview->count))};
}

bool BulkVoidDialog::showAtField(const Failure &failure)
{
    if (failure.name != QLatin1StringView("count_mismatch"))
        return false;
    m_countForm->setError(grantFailureWords(failure));
    m_preview.reset();
    askPreview();
    judge();
    return true;
}

void BulkVoidDialog::collect()
{
    if (m_begun)
        return;
    m_sent = {m_filter, int(m_preview->count)};
    m_sentReason = m_reason->reason();
}

void BulkVoidDialog::send()
{
    m_control = std::make_shared<JobControl>([counter = m_counter](qint64 done, qint64 total) {
        counter->done.store(done, std::memory_order_relaxed);
        counter->total.store(total, std::memory_order_relaxed);
    });
    m_bar->show();
    m_progress->show();
    m_poll.start();
    await(ports().stores.grants->voidMatching(m_sent, context(m_sentReason), m_control),
          [this](const BulkVoidOutcome &outcome) { take(outcome); });
}

void BulkVoidDialog::poll()
{
    const qint64 total = m_counter->total.load(std::memory_order_relaxed);
    const qint64 done = m_counter->done.load(std::memory_order_relaxed);
    if (!isBusy())
        m_poll.stop();
    if (total == 0)
        return;
    m_bar->setShare(shareOf(done, total));
    m_progress->setText(m_control && m_control->isCancelled()
                            ? tr("Stopping behind the whole chunk: %1 of %2").arg(countText(done), countText(total))
                            : tr("%1 of %2 grants").arg(countText(done), countText(total)));
}

void BulkVoidDialog::take(const BulkVoidOutcome &outcome)
{
    poll();
    m_poll.stop();
    m_control.reset();
    showOutcome(outcome);
    Q_EMIT written();
    if (outcome.done) {
        finish();
        return;
    }
    // The same key voids the others: neither count nor reason may change.
    m_begun = true;
    m_reason->setEnabled(false);
    m_count->setEnabled(false);
    setSubmit(tr("Void the others"), ButtonLook::Danger);
    setCancelText(tr("Close"));
    judge();
}

void BulkVoidDialog::showOutcome(const BulkVoidOutcome &outcome)
{
    m_leftOut->hide();
    const qint64 skipped = outcome.skipped.size();
    m_bar->setShare(shareOf(outcome.voided + skipped, outcome.total));
    m_progress->setText(tr("%1 of %2 grants").arg(countText(outcome.voided + skipped), countText(outcome.total)));
    QList<EffectRow> sums;
    for (const CurrencySum &sum : sumsOf({outcome.forfeited, {}, {}, {}}, outcome.currencies))
        sums << EffectRow{tr("Forfeited"), sum.forfeited, {}, Tone::Bad, true};
    m_effect->setLeft(tr("What happened"), sums);
    m_effect->setRight(tr("How many"), {{tr("Left as they are"), {}, countText(skipped)},
                                        {tr("Voided"), {}, countText(outcome.voided), Tone::Neutral, true}});
    QStringList reasons;
    for (const BulkVoidOutcome::Skipped &one : outcome.skipped) {
        if (!reasons.contains(one.name))
            reasons << one.name;
    }
    const QString left =
        skipped == 0 ? QString()
                     : tr("%n grant(s) refused: %1.", nullptr, int(skipped)).arg(reasons.join(QStringLiteral(", ")));
    if (!outcome.done)
        m_effect->setVerdict(Tone::Warn, tr("Stopped."),
                             tr("%1 of %2 are done and stay so. Going on voids the others, none twice.")
                                 .arg(countText(outcome.voided + skipped), countText(outcome.total)));
    else
        m_effect->setVerdict(skipped == 0 ? Tone::Good : Tone::Warn, tr("Done."),
                             left.isEmpty() ? tr("Each void is in the ledger and in the audit.") : left);
}

} // namespace scrip
