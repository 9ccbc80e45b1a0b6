// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps a person from claiming is mended from the panel that says so, by whoever may.
#include "ui/customers/customers_page.h"
#include "ui/customers/remedy.h"
#include "ui/customers/why_not_panel.h"
#include "ui/mint/code_words.h"
#include "ui/widgets/toast.h"

#include <QComboBox>

namespace scrip {

using namespace Qt::StringLiterals;

void CustomersPage::connectRemedies()
{
    m_whyNot->setRemedies([this](const QString &refusal) { return remedyText(remedyFor(refusal, m_connection)); });
    connect(m_whyNot, &WhyNotPanel::remedyRequested, this, &CustomersPage::mend);
}

void CustomersPage::mend(const QString &refusal)
{
    const Remedy remedy = remedyFor(refusal, m_connection);
    const ClaimDraft draft = m_whyNot->draft();
    QUrlQuery place;
    place.addQueryItem(u"event"_s, draft.event.toText());
    switch (remedy) {
    case Remedy::None:
        return;
    case Remedy::OpenClaim:
        place.addQueryItem(u"user"_s, m_customer ? m_customer->person.id.toText() : QString());
        Q_EMIT openRequested(u"claims"_s, place);
        return;
    case Remedy::OpenEvent:
        Q_EMIT openRequested(u"events"_s, place);
        return;
    case Remedy::Enable:
        // By its id from here on: a code in plain must not stand in the journal of writes.
        m_codeAsked.ask(this, m_stores.codes->code(draft.code), [this](const Result<Code> &code) {
            if (code)
                openRemedy(Remedy::Enable, *code);
            else
                Toast::show(this, Tone::Bad, tr("Not enabled. %1").arg(codeFailureWords(code.failure())), {},
                            code.failure().name);
        });
        return;
    case Remedy::Resume:
    case Remedy::BringBack:
        openRemedy(remedy, {});
    }
}

void CustomersPage::openRemedy(Remedy remedy, const Code &code)
{
    if (isAsking())
        return;
    const RemedyDialog::Subject subject{m_whyNot->draft().event, m_whyNot->eventChoice()->currentText(), code};
    auto *dialog = new RemedyDialog(m_stores, remedy, subject, this);
    connect(dialog, &RemedyDialog::mended, this, [this](const QString &what) {
        Toast::show(this, Tone::Good, what);
        m_whyNot->ask(); // whether anything else stands in the way
    });
    connect(dialog->write(), &DialogWriteBase::leftInDoubt, this, &CustomersPage::tellDoubt);
    m_dialog = dialog;
    dialog->open();
}

} // namespace scrip
