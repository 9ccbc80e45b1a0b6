// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/values.h"

#include "cli/verb.h"
#include "core/event_times.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr qint64 mostCount = std::numeric_limits<qint32>::max();

Failure invalidCount(const QString &text, const QString &field)
{
    static const QRegularExpression whole(u"^0*[1-9][0-9]*$"_s);
    const bool large = whole.match(text.trimmed()).hasMatch();
    return Failure::named(u"invalid_count"_s,
                          large ? Say::tr("That is too many: give at most %1.").arg(mostCount)
                                : Say::tr("Give a whole number of at least 1."),
                          field);
}

/// A whole id is taken as it is; for a part of one the database is asked.
template <typename TypedId, typename Resolve>
Result<TypedId> idValue(Context &context, const std::optional<QString> &text, Resolve resolve)
{
    if (!text)
        return TypedId();
    if (const auto whole = TypedId::fromText(text->trimmed()); !whole.isNull())
        return whole;
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    return awaited(resolve(*stores, text->trimmed()));
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
    const auto number = wholeNumber(text, 1, mostCount);
    return number ? Result<std::optional<qint64>>(number) : invalidCount(text, field);
}

Result<int> numberValue(const QString &text, const QString &field)
{
    const auto number = wholeNumber(text, 1, mostCount);
    return number ? Result<int>(int(*number)) : invalidCount(text, field);
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

Result<Period> periodValue(Context &context, const std::optional<QString> &from, const std::optional<QString> &to)
{
    const Result<QDateTime> begin = timeValue(context, from, false, u"from"_s);
    if (!begin)
        return begin.failure();
    const Result<QDateTime> end = timeValue(context, to, true, u"to"_s);
    if (!end)
        return end.failure();
    if (begin->isValid() && end->isValid() && *end < *begin)
        return Failure::named(u"invalid_date"_s, Say::tr("The end lies before the beginning."), u"to"_s);
    return Period{*begin, *end};
}

Result<QString> codeValue(Context &context, const QString &argument)
{
    Result<QString> text = context.argumentOrInput(argument);
    if (!text)
        return text;
    if (const auto parsed = CodeText::parse(*text); !parsed)
        return parsed.failure();
    return text;
}

Result<OrganizationId> organizationValue(Context &context, const std::optional<QString> &text)
{
    return idValue<OrganizationId>(context, text, [](const Stores &stores, const QString &part) {
        return stores.ledger->resolveOrganization(part);
    });
}

Result<UserId> userValue(Context &context, const std::optional<QString> &text)
{
    return idValue<UserId>(
        context, text, [](const Stores &stores, const QString &part) { return stores.lookup->resolveUser(part); });
}

Result<EventId> eventValue(Context &context, const std::optional<QString> &text)
{
    return idValue<EventId>(context, text,
                            [](const Stores &stores, const QString &part) { return stores.events->resolve(part); });
}

QString fieldOf(const QString &option)
{
    QString field = option;
    while (field.startsWith(u'-'))
        field.remove(0, 1);
    return field.replace(u'-', u'_');
}

} // namespace scrip::cli
