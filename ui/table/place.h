// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrlQuery>

namespace scrip {

/// Writes one item of a place within a page, so that textOf() reads back what was written, whatever it holds. An
/// empty value leaves the item out.
inline void addTo(QUrlQuery &place, const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    // QUrlQuery encodes what separates items, and takes a percent sign for the beginning of something encoded.
    QString safe = value;
    place.addQueryItem(name, safe.replace(QLatin1Char('%'), QLatin1StringView("%25")));
}

/// The id, unless it is null.
template <typename Id> void addIdTo(QUrlQuery &place, const QString &name, const Id &id)
{
    if (!id.isNull())
        place.addQueryItem(name, id.toText());
}

[[nodiscard]] inline QString textOf(const QUrlQuery &place, const QString &name)
{
    return place.queryItemValue(name, QUrl::FullyDecoded);
}

template <typename Id> [[nodiscard]] Id idOf(const QUrlQuery &place, const QString &name)
{
    return Id::fromText(textOf(place, name));
}

/// A place of one item.
template <typename Id> [[nodiscard]] QUrlQuery placeOf(const QString &name, const Id &id)
{
    QUrlQuery place;
    addIdTo(place, name, id);
    return place;
}

} // namespace scrip
