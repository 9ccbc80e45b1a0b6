// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/kill_deeds.h"

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

using Deeds = std::map<QString, Deed>;
using Step = std::function<bool(ConsoleDriver &)>;

QString reason()
{
    return u"kept through it all"_s;
}

/// A dialog that asks for a reason and for nothing else that matters here.
Deed withReason(const Step &open, const QString &submit, const QByteArray &call, const QString &finished,
                const QString &booked)
{
    const Step prepare = [open](ConsoleDriver &console) {
        return open(console) && console.type(u"Reason"_s, reason());
    };
    return {prepare, submit, u"Reason"_s, reason(), call, finished, booked};
}

/// How often a write of that name is in the audit with the reason.
QString inAudit(const QString &action)
{
    return u"SELECT count(*) FROM scrip_vault.audit WHERE action = '%1' AND reason = '%2'"_s.arg(action, reason());
}

/// The same, about one event.
QString inAudit(const QString &action, const QString &event)
{
    return inAudit(action) + u" AND object_id = (SELECT id::text FROM credit_events WHERE name = '%1')"_s.arg(event);
}

/// How often a transfer of that type is in the ledger of a grant.
QString inLedger(const QString &type, const QString &grant)
{
    return u"SELECT count(*) FROM scrip_vault.entry e JOIN scrip.grant g ON g.id = e.grant_id WHERE e.type = '%1' "
           u"AND "
           "g.name = '%2'"_s.arg(type, grant);
}

/// An action about an event, which is looked for among those of a state.
Step onEvent(const QString &name, const QString &action, const QString &state = u"All"_s)
{
    return [=](ConsoleDriver &console) {
        return console.openPage(u"Events"_s) && console.click(state) && console.selectRow(name) &&
               console.act(action);
    };
}

Step onCode(const QString &code, const QString &action)
{
    return [=](ConsoleDriver &console) {
        return console.openPage(u"Codes"_s) && console.selectRow(code.right(4)) && console.act(action);
    };
}

/// An action about whoever is found.
Step onCustomer(const QString &wanted, const QString &action)
{
    return [=](ConsoleDriver &console) {
        return console.openPage(u"Customers"_s) && console.enter(u"E-mail, code, organization, id, key…"_s, wanted) &&
               console.sees(u"Timeline"_s) && console.act(action);
    };
}

Step onGrant(const QString &row, const QString &action)
{
    return [=](ConsoleDriver &console) {
        if (!console.openPage(u"Grants"_s))
            return false;
        if (console.reasonAgainst(u"Clear filters"_s).isEmpty() && !console.act(u"Clear filters"_s))
            return false;
        return console.selectRow(row) && console.act(action);
    };
}

void addEventDeeds(Deeds &all)
{
    all[u"new event"_s] = {[](ConsoleDriver &c) {
                               return c.openPage(u"Events"_s) && c.click(u"New event…"_s) &&
                                      c.type(u"Name"_s, u"Through it all"_s) &&
                                      c.type(u"Credit per code"_s, u"5"_s) &&
                                      c.type(u"Credit lasts until"_s, u"2099-01-01"_s);
                           },
                           u"Create event"_s,
                           u"Name"_s,
                           u"Through it all"_s,
                           "scrip.create_event(",
                           u"Through it all is created"_s,
                           u"SELECT count(*) FROM credit_events WHERE name = 'Through it all'"_s};
    all[u"edit event"_s] = {[open = onEvent(u"To edit"_s, u"Edit…"_s)](ConsoleDriver &c) {
                                return open(c) && c.type(u"Name"_s, u"Edited through it all"_s);
                            },
                            u"Save changes"_s,
                            u"Name"_s,
                            u"Edited through it all"_s,
                            "scrip.edit_event(",
                            u"Edited through it all is saved"_s,
                            u"SELECT count(*) FROM scrip_vault.audit WHERE action = 'edit_event'"_s};
    all[u"pause event"_s] = withReason(onEvent(u"To pause"_s, u"Pause…"_s), u"Pause event"_s, "scrip.pause_event(",
                                       u"To pause is paused"_s, inAudit(u"pause_event"_s));
    all[u"resume event"_s] =
        withReason(onEvent(u"To resume"_s, u"Resume…"_s), u"Resume event"_s, "scrip.resume_event(",
                   u"To resume is open again"_s, inAudit(u"resume_event"_s, u"To resume"_s));
    // Nothing is typed there.
    all[u"approve event"_s] = {onEvent(u"To approve"_s, u"Approve…"_s),
                               u"Approve event"_s,
                               {},
                               {},
                               "scrip.approve_event(",
                               u"To approve is approved"_s,
                               u"SELECT count(*) FROM scrip_vault.audit WHERE action = 'approve_event'"_s};
    all[u"archive event"_s] =
        withReason(onEvent(u"To archive"_s, u"Archive…"_s), u"Archive event"_s, "scrip.archive_event(",
                   u"To archive is archived"_s, inAudit(u"archive_event"_s));
    all[u"unarchive event"_s] =
        withReason(onEvent(u"To return"_s, u"Bring back from the archive…"_s, u"Archived"_s), u"Bring back"_s,
                   "scrip.unarchive_event(", u"To return is back"_s, inAudit(u"unarchive_event"_s));
}

void addCodeDeeds(Deeds &all, const ConsoleWorld &world)
{
    all[u"mint"_s] = {[open = onEvent(u"Devcon"_s, u"Mint codes…"_s)](ConsoleDriver &c) {
                          return open(c) && c.type(u"How many"_s, u"7"_s) && c.type(u"Note"_s, u"for the desk"_s);
                      },
                      u"Mint 7 code(s)"_s,
                      u"Note"_s,
                      u"for the desk"_s,
                      "scrip.mint_chunk(",
                      u"7 code(s) minted"_s,
                      u"SELECT count(*) FROM scrip.batch b WHERE b.note = 'for the desk' AND b.count = 7"_s};
    all[u"disable code"_s] = withReason(onCode(world.code(u"Devcon"_s, 5), u"Disable…"_s), u"Disable"_s,
                                        "scrip.disable_codes(", u"1 code(s) disabled"_s, inAudit(u"disable_codes"_s));
    all[u"enable code"_s] = withReason(onCode(world.code(u"Devcon"_s, 6), u"Enable…"_s), u"Enable"_s,
                                       "scrip.enable_codes(", u"1 code(s) enabled"_s, inAudit(u"enable_codes"_s));
    // The new code came with the answer that was lost, and stands nowhere else.
    all[u"reissue code"_s] = withReason(onCustomer(world.code(u"Devcon"_s, 4), u"Reissue code…"_s), u"Reissue"_s,
                                        "scrip.reissue_code(", u"the new code came with the answer that was lost"_s,
                                        inAudit(u"reissue_code"_s) + u" AND after ->> 'state' = 'reissued'"_s);
}

void addCustomerDeeds(Deeds &all, const ConsoleWorld &world)
{
    const QString code = world.code(u"Devcon"_s, 2);
    all[u"claim"_s] = {[code, open = onCustomer(u"claimant@example.com"_s, u"Claim on behalf…"_s)](ConsoleDriver &c) {
                           return open(c) && c.choose(u"Event"_s, u"Devcon"_s) && c.type(u"Code"_s, code);
                       },
                       u"Claim"_s,
                       u"Code"_s,
                       code,
                       "scrip.create_claim(",
                       u"API key, shown once"_s,
                       u"SELECT count(*) FROM credit_claims c JOIN users u ON u.id = c.user_id WHERE u.email = "
                       "'claimant@example.com'"_s};
    const Step release = [](ConsoleDriver &c) {
        return c.openPage(u"Claims"_s) && c.selectRow(u"released@example.com"_s) && c.act(u"Release…"_s);
    };
    all[u"release"_s] =
        withReason(release, u"Release claim"_s, "scrip.release_claim(", u"Claim of released@example.com released"_s,
                   u"SELECT count(*) FROM scrip_vault.entry WHERE type = 'voided' AND reason = '%1'"_s.arg(reason()));
    all[u"rotate key"_s] = withReason(onCustomer(u"rotated@example.com"_s, u"Rotate key…"_s), u"Rotate key"_s,
                                      "scrip.rotate_claim_key(", u"New API key"_s, inAudit(u"rotate_claim_key"_s));
    // What keeps the person from claiming is that the event is paused.
    const Step remedy = [sleeping = world.code(u"Asleep"_s, 1),
                         open = onCustomer(u"claimant@example.com"_s, u"Why not?"_s)](ConsoleDriver &c) {
        return open(c) && c.choose(u"Event"_s, u"Asleep"_s) && c.type(u"Code"_s, sleeping) && c.click(u"Check"_s) &&
               c.click(u"Resume the event…"_s);
    };
    all[u"remedy"_s] = withReason(remedy, u"Resume event"_s, "scrip.resume_event(", u"Asleep is open again"_s,
                                  inAudit(u"resume_event"_s, u"Asleep"_s));
}

void addGrantDeeds(Deeds &all, const ConsoleWorld &world)
{
    all[u"new grant"_s] = {[open = onGrant(u"new"_s, u"New grant…"_s)](ConsoleDriver &c) {
                               return open(c) && c.type(u"Amount"_s, u"3.25"_s) && c.type(u"Name"_s, u"Fresh"_s) &&
                                      c.type(u"Reason"_s, u"goodwill"_s);
                           },
                           u"Create grant"_s,
                           u"Amount"_s,
                           u"3.25"_s,
                           "scrip.create_grant(",
                           u"$3.25 granted to"_s,
                           inLedger(u"funded"_s, u"Fresh"_s)};
    all[u"void"_s] = withReason(onGrant(u"Org void"_s, u"Void…"_s), u"Void $8.00"_s, "scrip.void_grant(",
                                u"Voided $8.00 of Org void"_s, inLedger(u"voided"_s, u"void"_s));
    const Step clawBack = [open = onGrant(u"clawback"_s, u"Claw back…"_s)](ConsoleDriver &c) {
        return open(c) && c.type(u"To confirm, type the amount that is taken"_s, u"8"_s);
    };
    all[u"claw back"_s] =
        withReason(clawBack, u"Claw back $8.00"_s, "scrip.claw_back(", u"Clawed back $8.00 from Org clawback"_s,
                   inLedger(u"clawed_back"_s, u"clawback"_s));
    all[u"payment"_s] = {[open = onGrant(u"pay"_s, u"Payment…"_s)](ConsoleDriver &c) {
                             return open(c) && c.type(u"Reference"_s, u"INV-7"_s);
                         },
                         u"Mark as *"_s,
                         u"Reference"_s,
                         u"INV-7"_s,
                         "scrip.set_payment(",
                         u"Noted."_s,
                         inLedger(u"released"_s, u"pay"_s)};
    const Step voidAll = [open = onGrant(u"match"_s, u"Only this organization"_s)](ConsoleDriver &c) {
        return open(c) && c.act(u"Void all that match…"_s) && c.type(u"To confirm, type how many grants"_s, u"1"_s);
    };
    all[u"void matching"_s] = withReason(voidAll, u"Void 1 grant(s)"_s, "scrip.void_matching(", u"Done."_s,
                                         inLedger(u"voided"_s, u"match"_s));
    // Usage that the backend wrote down makes an organization due. Maintenance, which would be faster, has just
    // passed and does not come again for some seconds.
    const Step settle = [&world](ConsoleDriver &c) {
        return c.openPage(u"Grants"_s) &&
               world.run(u"DO $$DECLARE v_next text; BEGIN LOOP v_next := scrip.maintain(v_next) ->> 'next'; "
                         "EXIT WHEN v_next IS NULL; END LOOP; END$$; "
                         "SELECT scrip_sandbox.spend((SELECT organization_id FROM scrip.grant WHERE name = 'spent'), "
                         "'0.5')"_s) &&
               c.act(u"Settle what is due…"_s);
    };
    all[u"settle"_s] = {settle,
                        u"Settle 1 organization(s)"_s,
                        {},
                        {},
                        "scrip.settle(",
                        u"This is what was booked."_s,
                        u"SELECT count(*) FROM scrip_vault.audit WHERE action = 'settle'"_s};
}

} // namespace

std::map<QString, Deed> allDeeds(const ConsoleWorld &world)
{
    Deeds all;
    addEventDeeds(all);
    addCodeDeeds(all, world);
    addCustomerDeeds(all, world);
    addGrantDeeds(all, world);
    return all;
}

Deed unlockingDeed()
{
    const Step open = [](ConsoleDriver &c) { return c.click(u"Unlock writing…"_s); };
    return withReason(open, u"Unlock 15 min"_s, "scrip.unlock(", u"Writing is unlocked"_s, inAudit(u"unlock"_s));
}

} // namespace scrip::test
