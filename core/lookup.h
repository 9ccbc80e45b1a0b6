// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace scrip {

/// Characters that are looked for at most: those of an e-mail address. More are refused before anybody asks.
inline constexpr qsizetype longestLookup = 320;

/// Something that was found by what a person typed.
struct Match
{
    QString kind; ///< user, organization, event, batch, code, claim, grant, api_key or account.
    QString id;
    QString label;      ///< What people know it by; a code masked.
    QJsonObject fields; ///< All of it as the database says it, the three above among it.
};

struct LookupResult
{
    QString kind; ///< What the text was taken for.
    QList<Match> matches;
};

/// One thing that happened to a person, an organization or a code.
struct TimelineItem
{
    QDateTime at;
    QString kind;
    QString summary;
    QJsonObject refs; ///< Ids by kind.
};

/// Of one of the three.
struct TimelineQuery
{
    UserId user;
    OrganizationId organization;
    QString code; ///< In any spelling, or its id.
    QString after;
    int limit = 200;
};

[[nodiscard]] QJsonObject toJson(const LookupResult &result);
[[nodiscard]] LookupResult lookupFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const TimelineItem &item);
[[nodiscard]] TimelineItem timelineItemFromJson(const QJsonObject &json);

} // namespace scrip
