// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/once_dialogs.h"

#include "core/text_rules.h"
#include "ui/claims/secret_box.h"

#include <QBoxLayout>
#include <QPushButton>

namespace scrip {

OnceDialog::OnceDialog(const QString &title, const QString &effect, QWidget *page)
    : ReasonDialog(title, effect, page)
    , m_secret(new SecretBox)
{
    content()->addWidget(m_secret);
    m_secret->hide();
}

void OnceDialog::setWrite(DialogWriteBase *write)
{
    m_write = write;
    connect(this, &DialogFrame::submitted, this, [this] {
        if (m_done)
            accept();
        else
            m_write->start();
    });
}

void OnceDialog::finish()
{
    m_done = true;
    setWriting(false);
    reasonField()->hide();
    cancelButton()->hide();
    setSubmit(tr("Close"));
}

void OnceDialog::showOnce(const QString &name, const QString &plain, const QString &note)
{
    finish();
    setIntroduction(tr("Done. This is shown once: it cannot be read again after this dialog."));
    m_secret->show();
    m_secret->showSecret(name, plain, note);
}

void OnceDialog::showInstead(const QString &sentence)
{
    finish();
    setIntroduction(sentence);
}

ReissueDialog::ReissueDialog(CodeStore &store, const CodeId &code, const QString &masked, QWidget *page)
    : OnceDialog(tr("Reissue code"),
                 tr("1 new code takes the place of %1 in the same batch. The old one is dead for good.")
                     .arg(shownText(masked)),
                 page)
{
    setSubmit(tr("Reissue"), ButtonLook::Danger);
    setWrite(new DialogWrite<ReissueOutcome>(
        this, tr("Reissuing…"),
        [this, store = &store, code](const QString &key) {
            return store->reissue(code.toText(), {key, {}, reason()});
        },
        [this](const ReissueOutcome &outcome) {
            if (outcome.plain.isEmpty())
                showInstead(tr("Done, but the new code came with the answer that was lost. Staff can reveal it among "
                               "the codes, or reissue it once more."));
            else
                showOnce(tr("New code"), outcome.plain, tr("Whoever sees it can claim it. Hand it on at once."));
            Q_EMIT reissued(outcome);
        }));
}

RotateKeyDialog::RotateKeyDialog(ClaimStore &store, const ClaimId &claim, const QString &prefix, const QString &whose,
                                 QWidget *page)
    : OnceDialog(tr("Rotate API key"),
                 prefix.isEmpty()
                     ? tr("The API key that this claim made for %1 stops working at once; 1 new key is made.")
                           .arg(shownText(whose))
                     : tr("The API key %1… of %2 stops working at once; 1 new key is made.")
                           .arg(shownText(prefix), shownText(whose)),
                 page)
{
    setSubmit(tr("Rotate key"), ButtonLook::Danger);
    setWrite(new DialogWrite<RotatedKey>(
        this, tr("Rotating…"),
        [this, store = &store, claim](const QString &key) {
            return store->rotateKey(claim, m_key.print(), {key, {}, reason()});
        },
        [this](const RotatedKey &outcome) {
            if (outcome.apiKey.current)
                showOnce(tr("New API key"), m_key.plain(), tr("Hand it on at once; nobody can read it later."));
            else
                showInstead(tr("Done, but the key in the database is another one than the one made here. Rotate it "
                               "once more."));
            Q_EMIT rotated(outcome);
        }));
}

} // namespace scrip
