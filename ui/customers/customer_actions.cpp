// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customer_actions.h"

#include "core/ports/connection.h"
#include "ui/claims/claim_rights.h"
#include "ui/grants/grant_rights.h"
#include "ui/widgets/buttons.h"

#include <QAction>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString orElse(const QString &first, const QString &second)
{
    return first.isEmpty() ? second : first;
}

QString againstPerson(const Customer *customer)
{
    return customer && customer->kind == Customer::Kind::Person ? QString()
                                                                : CustomerActions::tr("Find a person first");
}

QString againstRotating(const CustomerChoice &choice)
{
    const QString person = againstPerson(choice.customer);
    if (!person.isEmpty())
        return person;
    if (!choice.key)
        return choice.customer->person.keys.isEmpty() ? CustomerActions::tr("There is no API key")
                                                      : CustomerActions::tr("Select one API key");
    if (choice.key->claim.isNull())
        return CustomerActions::tr("No claim made this key: it is rotated where it was made");
    return choice.key->active ? QString() : CustomerActions::tr("This key is revoked already");
}

QString againstReissuing(const Customer *customer)
{
    if (!customer || customer->kind != Customer::Kind::Code)
        return CustomerActions::tr("Find a code that nobody has claimed");
    const QString state = customer->match.fields["state"_L1].toString();
    return state == u"reissued" ? CustomerActions::tr("This code was replaced already") : QString();
}

QString againstClaims(const Customer *customer)
{
    return customer && customer->kind != Customer::Kind::Code
               ? QString()
               : CustomerActions::tr("Find a person or an organization first");
}

} // namespace

CustomerActions::CustomerActions(QObject *page)
    : QObject(page)
    , claim(makeAction(page, tr("&Claim on behalf…"), Glyph::Claim))
    , whyNot(makeAction(page, tr("&Why not?"), Glyph::Info, QKeySequence(Qt::CTRL | Qt::Key_Y)))
    , rotateKey(makeAction(page, tr("&Rotate key…"), Glyph::Refresh))
    , grant(makeAction(page, tr("&Grant…"), Glyph::Plus))
    , reissue(makeAction(page, tr("Re&issue code…"), Glyph::Reissue))
    , openClaims(makeAction(page, tr("Show c&laims"), Glyph::Claim))
    , openGrants(makeAction(page, tr("Show &grants"), Glyph::Database))
    , exportTimeline(makeAction(page, tr("E&xport timeline…"), Glyph::Export))
    , exportGrants(makeAction(page, tr("Ex&port grants…"), Glyph::Export))
    , find(makeAction(page, tr("&Find a customer"), Glyph::Search))
{
    whyNot->setCheckable(true);
}

QString CustomerActions::reasonWhileLooking()
{
    return tr("Wait: somebody is being looked up");
}

void CustomerActions::update(const CustomerChoice &choice, const ConnectionMonitor &connection)
{
    const QString looking = choice.looking ? reasonWhileLooking() : QString();
    const auto judge = [&looking](QAction *action, const QString &rights, const QString &choiceReason) {
        setReasonAgainst(action, orElse(rights, orElse(looking, choiceReason)));
    };
    const QString changes = reasonAgainstClaims(connection);
    judge(claim, changes, againstPerson(choice.customer));
    judge(whyNot, reasonAgainstChecking(connection), againstPerson(choice.customer));
    judge(rotateKey, changes, againstRotating(choice));
    judge(reissue, reasonAgainstReissue(connection), againstReissuing(choice.customer));
    judge(grant, reasonAgainstGrants(connection), choice.organization ? QString() : tr("There is no organization"));
    judge(openClaims, {}, againstClaims(choice.customer));
    judge(openGrants, reasonAgainstLooking(connection),
          choice.organization ? QString() : tr("There is no organization"));
    judge(exportTimeline, reasonAgainstLooking(connection),
          choice.customer ? QString() : tr("Find a customer first"));
    judge(exportGrants, reasonAgainstLooking(connection),
          choice.customer && !choice.customer->organizations().isEmpty() ? QString()
                                                                         : tr("There is no organization"));
    setReasonAgainst(find, reasonAgainstLooking(connection));
}

} // namespace scrip
