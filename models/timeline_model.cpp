// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline_model.h"

#include "core/text_rules.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace scrip {

namespace {

constexpr int pageItems = 1000;
constexpr int placeholders = 6;

} // namespace

QString TimelineColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::TimelineColumns", "When, %1"),
        QT_TRANSLATE_NOOP("scrip::TimelineColumns", "Kind"),
        QT_TRANSLATE_NOOP("scrip::TimelineColumns", "What happened"),
    };
    const QString title = QCoreApplication::translate("scrip::TimelineColumns", titles[column]);
    return column == At ? title.arg(offsetText(zone())) : title;
}

QString TimelineColumns::text(const TimelineItem &item, int column) const
{
    switch (column) {
    case At:
        return timeText(item.at);
    case Kind:
        return item.kind;
    case Summary:
        return shownText(item.summary);
    default:
        return {};
    }
}

QVariant TimelineColumns::raw(const TimelineItem &item, int column) const
{
    return column == At ? QVariant(zoned(item.at)) : QVariant(text(item, column));
}

QString TimelineColumns::id(const TimelineItem &item) const
{
    return item.kind + QString::fromUtf8(QJsonDocument(item.refs).toJson(QJsonDocument::Compact));
}

TimelineModel::TimelineModel(LookupStore &store, QObject *parent)
    : SourcedList(std::make_unique<TimelineColumns>(), parent)
    , m_store(store)
{
    setPlaceholderRows(placeholders);
}

void TimelineModel::setSubject(const TimelineQuery &subject)
{
    m_subject = subject;
    m_subject.after.clear();
    m_subject.limit = pageItems;
    setSource([this](const QString &) { return readAll(); });
}

void TimelineModel::clear()
{
    ++m_reading;
    m_cutOff = false;
    setSource({});
}

Answer<Page<TimelineItem>> TimelineModel::readAll()
{
    auto promise = std::make_shared<QPromise<Result<Page<TimelineItem>>>>();
    promise->start();
    readOn(m_subject, {}, ++m_reading, promise);
    return promise->future();
}

void TimelineModel::readOn(const TimelineQuery &query, const QList<TimelineItem> &before, int reading,
                           const Promise &promise)
{
    onDone<Page<TimelineItem>>(this, m_store.timeline(query),
                               [this, query, before, reading, promise](const Result<Page<TimelineItem>> &answer) {
                                   if (reading != m_reading)
                                       return;
                                   if (!answer) {
                                       promise->addResult(answer.failure());
                                       promise->finish();
                                       return;
                                   }
                                   Page<TimelineItem> all{before + answer->items, {}};
                                   if (!answer->next.isEmpty() && all.items.size() < mostItems) {
                                       TimelineQuery next = query;
                                       next.after = answer->next;
                                       readOn(next, all.items, reading, promise);
                                       return;
                                   }
                                   m_cutOff = !answer->next.isEmpty();
                                   std::reverse(all.items.begin(), all.items.end());
                                   promise->addResult(all);
                                   promise->finish();
                               });
}

} // namespace scrip
