// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/match_place.h"

#include "core/ports/administration.h"

#include <QCoreApplication>

#include <algorithm>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

struct KindLook
{
    const char *kind;
    const char *group;
    Glyph glyph;
};

/// In the order in which they are shown.
constexpr KindLook kinds[] = {
    {"user", QT_TRANSLATE_NOOP("scrip::MatchPlace", "People"), Glyph::User},
    {"account", QT_TRANSLATE_NOOP("scrip::MatchPlace", "NEAR accounts"), Glyph::User},
    {"organization", QT_TRANSLATE_NOOP("scrip::MatchPlace", "Organizations"), Glyph::Organization},
    {"claim", QT_TRANSLATE_NOOP("scrip::MatchPlace", "Claims"), Glyph::Claim},
    {"grant", QT_TRANSLATE_NOOP("scrip::MatchPlace", "Grants"), Glyph::Database},
    {"code", QT_TRANSLATE_NOOP("scrip::MatchPlace", "Codes"), Glyph::Code},
    {"event", QT_TRANSLATE_NOOP("scrip::MatchPlace", "Events"), Glyph::Event},
    {"batch", QT_TRANSLATE_NOOP("scrip::MatchPlace", "Batches"), Glyph::Barcode},
    {"api_key", QT_TRANSLATE_NOOP("scrip::MatchPlace", "API keys"), Glyph::Key},
};

std::size_t rankOf(const QString &kind)
{
    const auto *const found = std::find_if(std::begin(kinds), std::end(kinds), [&kind](const KindLook &one) {
        return kind == QLatin1StringView(one.kind);
    });
    return std::size_t(found - std::begin(kinds));
}

/// A place on a page, by the fields of the match that are known.
HistoryEntry at(const QString &page, const QList<std::pair<QString, QString>> &items)
{
    HistoryEntry place{page, {}};
    for (const auto &[name, value] : items) {
        if (!value.isEmpty())
            place.location.addQueryItem(name, value);
    }
    return place;
}

/// The person, else the organization, whom a key or an account belongs to.
HistoryEntry ownerOf(const Match &match)
{
    const QString user = match.fields["user_id"_L1].toString();
    const QString organization = match.fields["organization_id"_L1].toString();
    if (!user.isEmpty())
        return at(u"customers"_s, {{u"user"_s, user}});
    return organization.isEmpty() ? HistoryEntry() : at(u"customers"_s, {{u"organization"_s, organization}});
}

} // namespace

Glyph glyphOfKind(const QString &kind)
{
    const std::size_t rank = rankOf(kind);
    return rank < std::size(kinds) ? kinds[rank].glyph : Glyph::Page;
}

QString groupOfKind(const QString &kind)
{
    const std::size_t rank = rankOf(kind);
    return rank < std::size(kinds) ? QCoreApplication::translate("scrip::MatchPlace", kinds[rank].group) : kind;
}

QList<Match> byKind(QList<Match> matches)
{
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match &a, const Match &b) { return rankOf(a.kind) < rankOf(b.kind); });
    return matches;
}

HistoryEntry placeOf(const Match &match, const Session &session)
{
    const auto field = [&match](QLatin1StringView name) { return match.fields[name].toString(); };
    if (match.kind == "user"_L1 || match.kind == "organization"_L1)
        return at(u"customers"_s, {{match.kind, match.id}});
    if (match.kind == "event"_L1)
        return at(u"events"_s, {{u"event"_s, match.id}});
    if (match.kind == "batch"_L1)
        return at(u"codes"_s, {{u"batch"_s, match.id}});
    if (match.kind == "grant"_L1)
        return at(u"grants"_s, {{u"organization"_s, field("organization_id"_L1)}, {u"grant"_s, match.id}});
    // A user claims an event once, so both together name the claim.
    if (match.kind == "claim"_L1)
        return at(u"claims"_s, {{u"event"_s, field("event_id"_L1)}, {u"user"_s, field("user_id"_L1)}});
    if (match.kind == "code"_L1) {
        const bool lists = session.has(u"admin"_s) || session.has(u"staff"_s) || session.has(u"auditor"_s);
        return at(lists ? u"codes"_s : u"customers"_s, {{u"code"_s, match.id}});
    }
    return ownerOf(match);
}

} // namespace scrip
