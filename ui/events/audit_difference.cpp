// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/audit_difference.h"

#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

bool isTime(const QString &key)
{
    return key.endsWith(u"_at"_s) || key == "claim_deadline"_L1;
}

bool isMoney(const QString &key)
{
    return key == "amount"_L1 || key == "budget"_L1 || key == "exposure"_L1;
}

QString valueText(const QString &key, const QJsonValue &value, const QTimeZone &zone, const Currency &currency)
{
    if (value.isNull() || value.isUndefined())
        return QString(QChar(0x2014));
    if (value.isBool())
        return value.toBool() ? QCoreApplication::translate("scrip::EventWords", "yes")
                              : QCoreApplication::translate("scrip::EventWords", "no");
    if (value.isDouble())
        return countText(value.toInteger());
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &part : value.toArray())
            parts << part.toString();
        return parts.isEmpty() ? QString(QChar(0x2014)) : shownText(parts.join(u", "_s));
    }
    if (key == "status"_L1)
        return statusPill(value.toString()).text;
    if (isMoney(key)) {
        const Result<Money> money = Money::parse(value.toString(), currency, key);
        return money ? moneyText(*money) : shownText(value.toString());
    }
    const QDateTime time = isTime(key) ? QDateTime::fromString(value.toString(), Qt::ISODateWithMs) : QDateTime();
    return time.isValid() ? momentIn(zone, time) : shownText(value.toString());
}

QString labelText(const QString &key)
{
    const QString label = fieldLabel(key);
    if (label != key)
        return label;
    QString words = key;
    words.replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

/// What stands in an object within is a field of its own: {"codes": {"total": 1}} tells of codes_total.
QJsonObject flattened(const QJsonObject &object)
{
    QJsonObject flat;
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!field->isObject()) {
            flat.insert(field.key(), *field);
            continue;
        }
        const QJsonObject inner = flattened(field->toObject());
        for (auto part = inner.begin(); part != inner.end(); ++part)
            flat.insert(QString(field.key() % u'_' % part.key()), *part);
    }
    return flat;
}

/// Fields in the order of the form; the others behind them by name.
QStringList ordered(const QJsonObject &before, const QJsonObject &after)
{
    QStringList keys;
    for (const EventField field : enteredFields())
        keys << fieldName(field);
    QStringList rest = before.keys() + after.keys();
    rest.sort();
    for (const QString &key : std::as_const(rest)) {
        if (!keys.contains(key))
            keys << key;
    }
    return keys;
}

} // namespace

QList<FieldChange> differenceOf(const AuditEntry &entry, const QTimeZone &zone, const Currency &currency)
{
    const QJsonObject before = flattened(entry.before.toObject());
    const QJsonObject after = flattened(entry.after.toObject());
    QList<FieldChange> changes;
    const QStringList keys = ordered(before, after);
    for (const QString &key : keys) {
        const bool there = before.contains(key) || after.contains(key);
        if (!there || before.value(key) == after.value(key) || key == "id"_L1 || key == "version"_L1)
            continue;
        changes << FieldChange{labelText(key), valueText(key, before.value(key), zone, currency),
                               valueText(key, after.value(key), zone, currency)};
    }
    return changes;
}

} // namespace scrip
