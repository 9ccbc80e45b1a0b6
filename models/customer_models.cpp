// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customer_models.h"

#include "core/text_rules.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::CustomerColumns", text);
}

template <std::size_t count> QString titleOf(const char *const (&titles)[count], int column)
{
    return words(titles[column]);
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? dash() : shownText(text);
}

struct KindWords
{
    const char *kind;
    const char *text;
};

constexpr KindWords kinds[] = {
    {"user", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "User")},
    {"organization", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Organization")},
    {"event", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Event")},
    {"batch", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Batch")},
    {"code", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Code")},
    {"claim", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Claim")},
    {"grant", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Grant")},
    {"api_key", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "API key")},
    {"account", QT_TRANSLATE_NOOP("scrip::CustomerColumns", "NEAR account")},
};

/// What tells a match from others of its kind.
QString aboutMatch(const Match &match)
{
    const QJsonObject &fields = match.fields;
    if (match.kind == u"user") {
        QStringList names;
        const QJsonArray organizations = fields["organizations"_L1].toArray();
        for (const QJsonValue &organization : organizations)
            names.append(organization["name"_L1].toString());
        return names.join(u", "_s);
    }
    if (match.kind == u"code")
        return QString(fields["state"_L1].toString() % u" · "_s % fields["event_name"_L1].toString());
    if (match.kind == u"api_key")
        return fields["active"_L1].toBool() ? words(QT_TRANSLATE_NOOP("scrip::CustomerColumns", "active"))
                                            : words(QT_TRANSLATE_NOOP("scrip::CustomerColumns", "revoked"));
    return match.kind == u"account" ? fields["email"_L1].toString() : match.id;
}

} // namespace

QString kindText(const QString &kind)
{
    for (const KindWords &one : kinds) {
        if (kind == QLatin1StringView(one.kind))
            return words(one.text);
    }
    return kind;
}

QString MatchColumns::title(int column) const
{
    static constexpr const char *titles[] = {QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Kind"),
                                             QT_TRANSLATE_NOOP("scrip::CustomerColumns", "What"),
                                             QT_TRANSLATE_NOOP("scrip::CustomerColumns", "About")};
    return titleOf(titles, column);
}

QString MatchColumns::text(const Match &match, int column) const
{
    switch (column) {
    case Kind:
        return kindText(match.kind);
    case Label:
        return orDash(match.label);
    case About:
        return orDash(aboutMatch(match));
    default:
        return {};
    }
}

QString PersonKeyColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Key"), QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Workspace"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Made"), QT_TRANSLATE_NOOP("scrip::CustomerColumns", "State")};
    return titleOf(titles, column);
}

QString PersonKeyColumns::text(const PersonKey &key, int column) const
{
    switch (column) {
    case Prefix:
        return QString(shownText(key.prefix) % QChar(0x2026));
    case Workspace:
        return orDash(key.workspace);
    case CreatedAt:
        return timeText(key.createdAt);
    case State:
        return key.active ? words("active") : words("revoked");
    default:
        return {};
    }
}

QVariant PersonKeyColumns::raw(const PersonKey &key, int column) const
{
    if (column == State)
        return key.active ? u"active"_s : u"revoked"_s;
    return column == CreatedAt ? QVariant(zoned(key.createdAt)) : QVariant(text(key, column));
}

QList<BalanceRow> balanceRows(const Membership &membership, const Balance &balance)
{
    QList<BalanceRow> rows;
    for (const CurrencyBalance &currency : balance.currencies)
        rows.append({membership.organization, membership.name.isEmpty() ? balance.organizationName : membership.name,
                     membership.role, balance.blocked, currency});
    return rows;
}

QString BalanceColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Organization"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Live"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Settled"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Pending"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Consumed"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Forfeited"),
    };
    return titleOf(titles, column);
}

QString BalanceColumns::text(const BalanceRow &row, int column) const
{
    if (column == Organization) {
        QString name = orDash(row.name);
        if (!row.role.isEmpty())
            name += u" · "_s % shownText(row.role);
        return row.blocked ? QString(name % u" · "_s % words(QT_TRANSLATE_NOOP("scrip::CustomerColumns", "blocked")))
                           : name;
    }
    const QString amount = Money(raw(row, column).toLongLong(), row.balance.live.currency()).toText();
    const QString code = row.balance.live.currency().code();
    return code == Currency().code() ? amount : QString(code % u' ' % amount);
}

QVariant BalanceColumns::raw(const BalanceRow &row, int column) const
{
    switch (column) {
    case Live:
        return row.balance.overdraft.isZero() ? row.balance.live.nano() : -row.balance.overdraft.nano();
    case Settled:
        return row.balance.settled.nano();
    case Pending:
        return row.balance.pending.nano();
    case Consumed:
        return row.balance.consumed.nano();
    case Forfeited:
        return row.balance.forfeited.nano();
    default:
        return text(row, column);
    }
}

QString BalanceColumns::id(const BalanceRow &row) const
{
    return row.organization.toText() + row.balance.live.currency().code();
}

QString CreditColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Status"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Grant"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Credit"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Used, left"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Available"),
        QT_TRANSLATE_NOOP("scrip::CustomerColumns", "Lasts until, %1"),
    };
    const QString title = titleOf(titles, column);
    return column == ExpiresAt ? title.arg(offsetText(zone())) : title;
}

QString CreditColumns::text(const Grant &grant, int column) const
{
    switch (column) {
    case Status:
        return raw(grant, Status).toString();
    case Name:
        return orDash(grant.name);
    case Amount:
        return grant.amount.toText();
    case Used:
        return QString(grant.consumed.toText() % u" / "_s % grant.amount.toText());
    case Available:
        return grant.available.toText();
    case ExpiresAt:
        return timeText(grant.expiresAt);
    default:
        return {};
    }
}

QVariant CreditColumns::raw(const Grant &grant, int column) const
{
    switch (column) {
    case Status:
        return grant.depleted ? u"depleted"_s : grantStatusName(grant.status);
    case Amount:
        return grant.amount.nano();
    case Available:
        return grant.available.nano();
    case ExpiresAt:
        return zoned(grant.expiresAt);
    default:
        return text(grant, column);
    }
}

} // namespace scrip
