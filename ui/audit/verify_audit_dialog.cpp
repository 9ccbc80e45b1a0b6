// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/verify_audit_dialog.h"

#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/failure_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"

#include <QFormLayout>
#include <QJsonObject>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 600;
constexpr int tick = 1000;
constexpr int rootPart = 32;

/// The digits of a root in two lines: nobody reads them, but people compare them.
QString rootText(const QString &root)
{
    return root.left(rootPart) % u'\n' % root.mid(rootPart);
}

QString momentOf(const QString &at, const QTimeZone &zone)
{
    const QDateTime time = QDateTime::fromString(at.left(19), u"yyyy-MM-ddTHH:mm:ss"_s);
    if (!time.isValid())
        return shownText(at);
    const QDateTime utc(time.date(), time.time(), QTimeZone::utc());
    return momentIn(zone, utc);
}

} // namespace

VerifyAuditDialog::VerifyAuditDialog(Administration &administration, const QTimeZone &zone, QWidget *page)
    : DialogFrame(tr("Verify the audit"), dialogWidth, page)
    , m_administration(administration)
    , m_zone(zone)
{
    setIntroduction(tr("Every row is hashed again, every seal is computed again from its rows and from the seal "
                       "before it. Nothing is changed."));
    build();
    setSubmit(tr("Verify"));
    m_second.setInterval(tick);
    connect(&m_second, &QTimer::timeout, this, &VerifyAuditDialog::showElapsed);
    connect(this, &DialogFrame::submitted, this, &VerifyAuditDialog::verify);
    connect(failureStrip(), &InlineMessage::buttonClicked, this, &VerifyAuditDialog::verify);
    // It only reads: whoever closes it does not wait for the answer.
    connect(this, &DialogFrame::cancelRequested, this, [this] { done(Rejected); });
    askSeal();
}

void VerifyAuditDialog::build()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::two);
    form->setVerticalSpacing(space::one);
    m_seal = new Label(tr("Looking…"));
    m_covered = new Label;
    m_root = new Label;
    m_root->setFont(codeFont());
    m_root->setTextInteractionFlags(Qt::TextSelectableByMouse);
    form->addRow(Label::muted(tr("Newest seal")), m_seal);
    form->addRow(Label::muted(tr("It covers")), m_covered);
    form->addRow(Label::muted(tr("Root")), m_root);
    content()->addLayout(form);
    m_verdict = new InlineMessage;
    content()->addWidget(m_verdict);
    m_elapsed = Label::muted({}, Type::Caption);
    content()->addWidget(m_elapsed);
    m_elapsed->hide();
}

QString VerifyAuditDialog::sealText() const
{
    return m_seal->text();
}

void VerifyAuditDialog::askSeal()
{
    onDone(this, m_administration.auditAnchor(), [this](const Result<AuditAnchor> &answer) {
        if (!answer) {
            m_seal->setText(tellFailure(answer.failure()));
        } else {
            m_seal->setText(tr("number %1, of %2").arg(countText(answer->seal), momentOf(answer->at, m_zone)));
            m_covered->setText(tr("%1 rows").arg(countText(answer->rows)));
            m_root->setText(rootText(answer->root));
        }
        Q_EMIT ready();
    });
}

void VerifyAuditDialog::verify()
{
    m_verdict->clear();
    setBusy(true, tr("Verifying…"), true);
    m_since.start();
    m_second.start();
    m_elapsed->show();
    showElapsed();
    onDone(this, m_administration.verifyAudit(std::nullopt),
           [this](const Result<AuditVerdict> &answer) { take(answer); });
}

void VerifyAuditDialog::showElapsed()
{
    m_elapsed->setText(tr("Recomputing the chain, %1 s so far. Closing this stops nobody.")
                           .arg(countText(m_since.elapsed() / tick)));
}

void VerifyAuditDialog::take(const Result<AuditVerdict> &answer)
{
    m_second.stop();
    m_elapsed->hide();
    setBusy(false);
    setCancelText(tr("Close"));
    setSubmit(tr("Verify again"));
    if (!answer) {
        showFailure(tr("Not verified."), tellFailure(answer.failure()), tr("Try again"), answer.failure().name);
        return;
    }
    const QString counts = tr("%1 rows and %2 seals; %3 rows are newer than the last seal.")
                               .arg(countText(answer->rows), countText(answer->seals), countText(answer->unsealed));
    if (answer->ok) {
        m_verdict->show(Tone::Good, tr("The chain is whole."), counts);
    } else {
        const QJsonObject bad = answer->firstBad.toObject();
        const QString where = tr("%1 %2: %3")
                                  .arg(shownText(bad[u"kind"_s].toString()), bad[u"id"_s].toVariant().toString(),
                                       shownText(bad[u"message"_s].toString()));
        m_verdict->show(Tone::Bad, tr("The audit was tampered with."), where % u' ' % counts);
    }
}

} // namespace scrip
