// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/entries_model.h"

#include "core/text_rules.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

struct Known
{
    const char *name;
    const char *text;
};

constexpr Known types[] = {
    {"funded", QT_TRANSLATE_NOOP("scrip::EntryColumns", "Funded")},
    {"released", QT_TRANSLATE_NOOP("scrip::EntryColumns", "Became available")},
    {"consumed", QT_TRANSLATE_NOOP("scrip::EntryColumns", "Consumed")},
    {"expired", QT_TRANSLATE_NOOP("scrip::EntryColumns", "Expired")},
    {"voided", QT_TRANSLATE_NOOP("scrip::EntryColumns", "Voided")},
    {"clawed_back", QT_TRANSLATE_NOOP("scrip::EntryColumns", "Clawed back")},
    {"adjusted", QT_TRANSLATE_NOOP("scrip::EntryColumns", "Adjusted")},
};

constexpr Known buckets[] = {
    {"issuer", QT_TRANSLATE_NOOP("scrip::EntryColumns", "issuer")},
    {"pending", QT_TRANSLATE_NOOP("scrip::EntryColumns", "pending")},
    {"available", QT_TRANSLATE_NOOP("scrip::EntryColumns", "available")},
    {"consumed", QT_TRANSLATE_NOOP("scrip::EntryColumns", "consumed")},
    {"forfeited", QT_TRANSLATE_NOOP("scrip::EntryColumns", "forfeited")},
    {"clawed_back", QT_TRANSLATE_NOOP("scrip::EntryColumns", "clawed back")},
};

template <typename Table> QString knownText(const Table &table, const QString &name)
{
    for (const Known &one : table) {
        if (name == QLatin1StringView(one.name))
            return QCoreApplication::translate("scrip::EntryColumns", one.text);
    }
    return shownText(name);
}

} // namespace

QString entryTypeText(const QString &type)
{
    return knownText(types, type);
}

QString bucketText(const QString &bucket)
{
    return knownText(buckets, bucket);
}

QString EntryColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::EntryColumns", "When, %1"), QT_TRANSLATE_NOOP("scrip::EntryColumns", "What"),
        QT_TRANSLATE_NOOP("scrip::EntryColumns", "Amount"),   QT_TRANSLATE_NOOP("scrip::EntryColumns", "From, to"),
        QT_TRANSLATE_NOOP("scrip::EntryColumns", "Who"),      QT_TRANSLATE_NOOP("scrip::EntryColumns", "Reason"),
    };
    const QString title = QCoreApplication::translate("scrip::EntryColumns", titles[column]);
    return column == At ? title.arg(offsetText(m_zone)) : title;
}

QString EntryColumns::text(const Entry &entry, int column) const
{
    switch (column) {
    case At:
        return plainTime(entry.at.toTimeZone(m_zone));
    case Type:
        return entry.id == 0 ? QCoreApplication::translate("scrip::EntryColumns", "%1 (due, not booked yet)")
                                   .arg(entryTypeText(entry.type))
                             : entryTypeText(entry.type);
    case Amount:
        return entry.amount.toText();
    case Transfer:
        return bucketText(entry.from) % u" → "_s % bucketText(entry.to);
    case Actor:
        return shownText(entry.actor.section(u':', -1));
    case Reason:
        return shownText(entry.reason);
    default:
        return {};
    }
}

QVariant EntryColumns::raw(const Entry &entry, int column) const
{
    switch (column) {
    case At:
        return entry.at.toTimeZone(m_zone);
    case Amount:
        return entry.amount.nano();
    default:
        return text(entry, column);
    }
}

QString EntryColumns::id(const Entry &entry) const
{
    if (entry.id != 0)
        return QString::number(entry.id);
    return u"due "_s % entry.type % u' ' % entry.from % u' ' % entry.at.toString(Qt::ISODateWithMs) % u' ' %
           entry.amount.toText();
}

EntriesModel::EntriesModel(QObject *parent)
    : EntriesModel(std::make_unique<EntryColumns>().release(), parent)
{
}

EntriesModel::EntriesModel(EntryColumns *cells, QObject *parent)
    : ListModel(std::unique_ptr<EntryColumns>(cells), parent)
    , m_cells(cells)
{
}

void EntriesModel::setEntries(const QList<Entry> &entries)
{
    m_entries = entries;
    reload();
}

void EntriesModel::setZone(const QTimeZone &zone)
{
    m_cells->setZone(zone);
    Q_EMIT headerDataChanged(Qt::Horizontal, EntryColumns::At, EntryColumns::At);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, EntryColumns::At), index(rowCount() - 1, EntryColumns::At));
}

Answer<Page<Entry>> EntriesModel::ask(const QString &)
{
    return answered<Page<Entry>>(Page<Entry>{m_entries, {}});
}

} // namespace scrip
