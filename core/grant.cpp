// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/grant.h"

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

template <typename Value> struct Name
{
    Value value;
    const char *name;
};
template <typename Value> Name(Value, const char *) -> Name<Value>;

constexpr std::array statuses{Name{GrantStatus::Pending, "pending"}, Name{GrantStatus::Active, "active"},
                              Name{GrantStatus::Expired, "expired"}, Name{GrantStatus::Voided, "voided"}};
constexpr std::array origins{Name{GrantOrigin::Claim, "claim"}, Name{GrantOrigin::Admin, "admin"},
                             Name{GrantOrigin::Purchase, "purchase"}, Name{GrantOrigin::Adopted, "adopted"}};
constexpr std::array fundings{Name{Funding::None, "none"}, Name{Funding::Invoice, "invoice"},
                              Name{Funding::External, "external"}};
constexpr std::array availabilities{Name{Availability::OnCreation, "on_creation"},
                                    Name{Availability::OnAuthorization, "on_authorization"},
                                    Name{Availability::OnSettlement, "on_settlement"}};
constexpr std::array payments{Name{PaymentStatus::Pending, "pending"}, Name{PaymentStatus::Authorized, "authorized"},
                              Name{PaymentStatus::Settled, "settled"}, Name{PaymentStatus::Failed, "failed"}};

template <typename Names, typename Value> QString nameIn(const Names &names, Value value)
{
    for (const auto &entry : names) {
        if (entry.value == value)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

template <typename Names> auto valueIn(const Names &names, const QString &name)
{
    std::optional<decltype(names.front().value)> found;
    for (const auto &entry : names) {
        if (name == QLatin1String(entry.name))
            found = entry.value;
    }
    return found;
}

} // namespace

QString grantStatusName(GrantStatus status)
{
    return nameIn(statuses, status);
}

std::optional<GrantStatus> grantStatusFromName(const QString &name)
{
    return valueIn(statuses, name);
}

QString grantOriginName(GrantOrigin origin)
{
    return nameIn(origins, origin);
}

std::optional<GrantOrigin> grantOriginFromName(const QString &name)
{
    return valueIn(origins, name);
}

QString fundingName(Funding funding)
{
    return nameIn(fundings, funding);
}

std::optional<Funding> fundingFromName(const QString &name)
{
    return valueIn(fundings, name);
}

QString availabilityName(Availability availability)
{
    return nameIn(availabilities, availability);
}

std::optional<Availability> availabilityFromName(const QString &name)
{
    return valueIn(availabilities, name);
}

QString paymentStatusName(PaymentStatus status)
{
    return nameIn(payments, status);
}

std::optional<PaymentStatus> paymentStatusFromName(const QString &name)
{
    return valueIn(payments, name);
}

} // namespace scrip
