// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"
#include "core/money.h"

#include <QDateTime>
#include <QList>
#include <QMap>

#include <optional>

namespace scrip {

enum class GrantStatus { Pending, Active, Expired, Voided };
/// Where a grant came from; adopted: the billing backend wrote its limit.
enum class GrantOrigin { Claim, Admin, Purchase, Adopted };
enum class Funding { None, Invoice, External };
/// From which step of its payment on a grant can be spent.
enum class Availability { OnCreation, OnAuthorization, OnSettlement };
enum class PaymentStatus { Pending, Authorized, Settled, Failed };

// The names of the contract. Reading answers nothing for a name that is none.
[[nodiscard]] QString grantStatusName(GrantStatus status);
[[nodiscard]] std::optional<GrantStatus> grantStatusFromName(const QString &name);
[[nodiscard]] QString grantOriginName(GrantOrigin origin);
[[nodiscard]] std::optional<GrantOrigin> grantOriginFromName(const QString &name);
[[nodiscard]] QString fundingName(Funding funding);
[[nodiscard]] std::optional<Funding> fundingFromName(const QString &name);
[[nodiscard]] QString availabilityName(Availability availability);
[[nodiscard]] std::optional<Availability> availabilityFromName(const QString &name);
[[nodiscard]] QString paymentStatusName(PaymentStatus status);
[[nodiscard]] std::optional<PaymentStatus> paymentStatusFromName(const QString &name);

/// The smallest and the largest priority; the smaller burns first.
inline constexpr int leastPriority = 1;
inline constexpr int mostPriority = 1000;
inline constexpr int usualPriority = 10;

using Labels = QMap<QString, QString>;

/// Credit of an organization as the database tells it. The five buckets add up to what was funded; all are in the
/// currency of the amount.
struct Grant
{
    GrantId id;
    OrganizationId organizationId;
    QString organizationName;
    QString name;
    GrantOrigin origin = GrantOrigin::Admin;
    EventId eventId; ///< Null: of no event.
    ClaimId claimId; ///< Null: of no claim.
    Money amount;
    Money available;
    Money consumed;
    Money forfeited;
    Money clawedBack;
    Money pending;
    Money unpaid; ///< What was consumed of a grant whose payment failed; a part of consumed.
    GrantStatus status = GrantStatus::Pending;
    bool depleted = false; ///< Active with nothing left.
    int priority = usualPriority;
    Funding funding = Funding::None;
    Availability availability = Availability::OnCreation;
    std::optional<PaymentStatus> paymentStatus; ///< Only with a funding method.
    QString paymentReference;
    std::optional<Money> costBasis; ///< What a unit of credit cost, in its own currency; only with a funding method.
    QDateTime effectiveAt;
    QDateTime expiresAt; ///< Invalid: never.
    QDateTime createdAt;
    QString createdBy;
    QDateTime voidedAt; ///< Invalid: not voided.
    QString voidReason;
    Labels labels;
    QString cursor; ///< Its place in the list that it came with; empty when it came alone.
};

/// A grant as a person enters it.
struct GrantDraft
{
    OrganizationId organization;
    Money amount;
    QString name; ///< Empty: the database makes one up.
    Funding funding = Funding::None;
    Availability availability = Availability::OnCreation;
    std::optional<Money> costBasis; ///< No value with a funding method: 1.
    int priority = usualPriority;
    QDateTime effectiveAt; ///< Invalid: at once.
    QDateTime expiresAt;   ///< Invalid: never.
    Labels labels;
};

/// Every rule about a draft that can be judged without the database, in the order of the form; empty when it is fine.
/// `now` is the database's time. The database checks again: this only explains early.
[[nodiscard]] QList<Failure> validate(const GrantDraft &draft, const QDateTime &now);

/// The payment of a grant as it became known.
struct PaymentUpdate
{
    GrantId grant;
    PaymentStatus status = PaymentStatus::Authorized;
    QString reference; ///< Of the invoice or of the payment; empty: leave what is there.
};

/// What was used elsewhere of a grant in a currency that the backend does not meter.
struct Consumption
{
    GrantId grant;
    QString amount; ///< Decimal text in the grant's currency.
    QString reference;
};

} // namespace scrip
