// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/history.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

void put(QJsonObject *object, const QString &field, const std::optional<qint64> &value)
{
    if (value)
        object->insert(field, *value);
}

void put(QJsonObject *object, const QString &field, const QString &value)
{
    if (!value.isEmpty())
        object->insert(field, value);
}

std::optional<qint64> number(const QJsonObject &object, const QString &field)
{
    return object.contains(field) ? std::optional<qint64>(object[field].toInteger()) : std::nullopt;
}

} // namespace

QJsonObject Step::toJson() const
{
    QJsonObject object{{u"step"_s, number}, {u"at"_s, at}, {u"do"_s, act}};
    put(&object, u"on"_s, on);
    put(&object, u"amount"_s, amount);
    put(&object, u"time"_s, time);
    put(&object, u"until"_s, until);
    put(&object, u"how"_s, how);
    put(&object, u"when"_s, when);
    put(&object, u"currency"_s, currency);
    if (priority != 0)
        object.insert(u"priority"_s, priority);
    return object;
}

Step Step::fromJson(const QJsonObject &object)
{
    Step step;
    step.number = object[u"step"_s].toInt();
    step.at = object[u"at"_s].toInteger();
    step.act = object[u"do"_s].toString();
    step.on = object[u"on"_s].toString();
    step.amount = test::number(object, u"amount"_s);
    step.time = test::number(object, u"time"_s);
    step.until = test::number(object, u"until"_s);
    step.how = object[u"how"_s].toString();
    step.when = object[u"when"_s].toString();
    step.currency = object[u"currency"_s].toString();
    step.priority = object[u"priority"_s].toInt();
    return step;
}

QStringList toLines(const History &history)
{
    QStringList lines;
    for (const Step &step : history)
        lines << QString::fromUtf8(QJsonDocument(step.toJson()).toJson(QJsonDocument::Compact));
    return lines;
}

History fromLines(const QStringList &lines)
{
    History history;
    for (const QString &line : lines) {
        if (line.startsWith(u'{'))
            history << Step::fromJson(QJsonDocument::fromJson(line.toUtf8()).object());
    }
    return history;
}

QJsonArray toJson(const History &history)
{
    QJsonArray array;
    for (const Step &step : history)
        array << step.toJson();
    return array;
}

History shrunk(History failing, const std::function<bool(const History &)> &fails)
{
    for (qsizetype width = failing.size() / 2; width > 0; width /= 2) {
        for (qsizetype from = 0; from < failing.size();) {
            History less = failing;
            less.remove(from, qMin(width, less.size() - from));
            if (fails(less))
                failing = less;
            else
                from += width;
        }
    }
    return failing;
}

} // namespace scrip::test
