// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/values.h"

#include "cli/verb.h"
#include "core/event_times.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

Failure invalidCount(const QString &field)
{
    return Failure::named(u"invalid_count"_s, Say::tr("Give a whole number of at least 1."), field);
}

} // namespace

std::optional<qint64> wholeNumber(const QString &text, qint64 least, qint64 most)
{
    static const QRegularExpression digits(u"^[0-9]{1,18}$"_s);
    const QString plain = text.trimmed();
    if (!digits.match(plain).hasMatch())
        return std::nullopt;
    const qint64 number = plain.toLongLong();
    return number >= least && number <= most ? std::optional(number) : std::nullopt;
}

Result<std::optional<qint64>> countValue(const QString &text, const QString &field)
{
    if (text.trimmed().isEmpty())
        return std::optional<qint64>();
    const auto number = wholeNumber(text, 1, std::numeric_limits<qint32>::max());
    return number ? Result<std::optional<qint64>>(number) : invalidCount(field);
}

Result<int> numberValue(const QString &text, const QString &field)
{
    const auto number = wholeNumber(text, 1, std::numeric_limits<qint32>::max());
    return number ? Result<int>(int(*number)) : invalidCount(field);
}

Result<int> numberOrZero(const std::optional<QString> &text, const QString &field)
{
    return text ? numberValue(*text, field) : Result<int>(0);
}

Result<QDateTime> timeValue(Context &context, const std::optional<QString> &text, bool endOfDay, const QString &field)
{
    static const QRegularExpression offset(u"(Z|[+-]\\d\\d:\\d\\d)$"_s);
    if (!text || text->trimmed().isEmpty())
        return QDateTime();
    QTimeZone zone = QTimeZone::utc();
    if (!(text->contains(u':') && offset.match(text->trimmed()).hasMatch())) {
        const auto session = context.session();
        if (!session)
            return session.failure();
        if (const auto named = parseZone(session->timeZone))
            zone = *named;
    }
    return parseTime(*text, zone, endOfDay ? BareDate::EndOfDay : BareDate::StartOfDay, field);
}

QString fieldOf(const QString &option)
{
    QString field = option;
    while (field.startsWith(u'-'))
        field.remove(0, 1);
    return field.replace(u'-', u'_');
}

} // namespace scrip::cli
