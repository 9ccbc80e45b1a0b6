// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/remedy.h"

#include "core/text_rules.h"
#include "ui/claims/claim_rights.h"
#include "ui/codes/code_rights.h"
#include "ui/events/event_rights.h"

#include <QCoreApplication>
#include <QHash>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::RemedyDialog", text);
}

/// What would mend it, whoever may.
Remedy remedyOf(const QString &refusal)
{
    static const QHash<QString, Remedy> remedies{
        {u"event_inactive"_s, Remedy::Resume},          {u"event_archived"_s, Remedy::BringBack},
        {u"code_disabled"_s, Remedy::Enable},           {u"awaiting_approval"_s, Remedy::OpenEvent},
        {u"claim_not_started"_s, Remedy::OpenEvent},    {u"claim_deadline_passed"_s, Remedy::OpenEvent},
        {u"max_claims_reached"_s, Remedy::OpenEvent},   {u"organization_limit_reached"_s, Remedy::OpenEvent},
        {u"domain_limit_reached"_s, Remedy::OpenEvent}, {u"user_already_claimed"_s, Remedy::OpenClaim},
    };
    return remedies.value(refusal, Remedy::None);
}

} // namespace

Remedy remedyFor(const QString &refusal, const ConnectionMonitor &connection)
{
    const Remedy remedy = remedyOf(refusal);
    switch (remedy) {
    case Remedy::Resume:
    case Remedy::BringBack:
    case Remedy::OpenEvent:
        return reasonAgainstEvents(connection).isEmpty() ? remedy : Remedy::None;
    case Remedy::Enable:
        return reasonAgainstCodes(connection).isEmpty() ? remedy : Remedy::None;
    case Remedy::OpenClaim:
        return reasonAgainstLooking(connection).isEmpty() ? remedy : Remedy::None;
    case Remedy::None:
        break;
    }
    return Remedy::None;
}

QString remedyText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Resume:
        return words(QT_TRANSLATE_NOOP("scrip::RemedyDialog", "Resume the event…"));
    case Remedy::BringBack:
        return words(QT_TRANSLATE_NOOP("scrip::RemedyDialog", "Bring it back…"));
    case Remedy::Enable:
        return words(QT_TRANSLATE_NOOP("scrip::RemedyDialog", "Enable the code…"));
    case Remedy::OpenEvent:
        return words(QT_TRANSLATE_NOOP("scrip::RemedyDialog", "Open the event"));
    case Remedy::OpenClaim:
        return words(QT_TRANSLATE_NOOP("scrip::RemedyDialog", "See their claim"));
    case Remedy::None:
        break;
    }
    return {};
}

RemedyDialog::RemedyDialog(const Stores &stores, Remedy remedy, const Subject &subject, QWidget *page)
    : ReasonDialog({}, {}, page)
{
    if (remedy == Remedy::Enable)
        writeCode(*stores.codes, subject.code);
    else
        writeEvent(*stores.events, remedy, subject);
    connect(this, &DialogFrame::submitted, m_write, &DialogWriteBase::start);
}

void RemedyDialog::writeEvent(EventStore &events, Remedy remedy, const Subject &subject)
{
    const bool resumes = remedy == Remedy::Resume;
    const QString name = shownText(subject.eventName);
    setTitle(resumes ? tr("Resume %1").arg(name) : tr("Bring %1 back").arg(name));
    setIntroduction(resumes
                        ? tr("All codes of the event become claimable again, within its dates, not this one alone.")
                        : tr("The event returns to the lists; its codes become claimable again, within its dates."));
    setSubmit(resumes ? tr("Resume event") : tr("Bring back"));
    m_write = new DialogWrite<Written<Event>>(
        this, resumes ? tr("Resuming…") : tr("Bringing back…"),
        [this, &events, resumes, id = subject.event](const QString &key) {
            const WriteContext context{key, {}, reason()};
            return resumes ? events.resume(id, context) : events.unarchive(id, context);
        },
        [this, resumes, name](const Written<Event> &) {
            finish(resumes ? tr("%1 is open again").arg(name) : tr("%1 is back").arg(name));
        });
}

void RemedyDialog::writeCode(CodeStore &codes, const Code &code)
{
    setTitle(tr("Enable %1").arg(code.masked));
    setIntroduction(tr("1 code can be claimed again, by whoever holds it."));
    setSubmit(tr("Enable"));
    m_write = new DialogWrite<Written<Code>>(
        this, tr("Enabling…"),
        [this, &codes, id = code.id](const QString &key) {
            return codes.enable(id.toText(), {key, {}, reason()});
        },
        [this, masked = code.masked](const Written<Code> &) { finish(tr("%1 is enabled").arg(masked)); });
}

void RemedyDialog::finish(const QString &what)
{
    accept();
    Q_EMIT mended(what);
}

} // namespace scrip
