// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace scrip::test {

int StoreFixture::notes() const
{
    int count = 0;
    for (QDirIterator files(m_journal.path(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
         files.hasNext(); files.next())
        ++count;
    return count;
}

Result<Written<Event>> StoreFixture::createEvent(const QString &name, const QString &key)
{
    return awaited(events().create(usableDraft(name), {key, {}, {}}));
}

Result<Written<Batch>> StoreFixture::mint(const EventId &event, qint64 count, const QString &key,
                                          const JobControlPtr &control)
{
    MintRequest request;
    request.event = event;
    request.count = count;
    return awaited(batches().mint(request, {key, {}, {}}, control));
}

EventDraft usableDraft(const QString &name)
{
    EventDraft draft;
    draft.name = name;
    draft.amount = Money(25 * Money::unit, Currency(u"USD"_s));
    draft.maxClaims = 500;
    draft.creditExpiresAt = QDateTime(QDate(2099, 6, 30), QTime(23, 59, 59), Qt::UTC);
    draft.timeZone = u"Asia/Singapore"_s;
    draft.claimUrl = u"https://app.example.com/claim?code={code}"_s;
    return draft;
}

} // namespace scrip::test
