// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/type_scale.h"

#include "sheets/label_fonts.h"

#include <map>
#include <utility>

namespace scrip {

namespace {

struct Size
{
    int pixels;
    int line;
    QFont::Weight weight;
};

Size sizeOf(Type type)
{
    switch (type) {
    case Type::Caption:
        return {12, 16, QFont::Normal};
    case Type::Body:
        return {13, 20, QFont::Normal};
    case Type::Strong:
        return {13, 20, QFont::Medium};
    case Type::Section:
        return {15, 24, QFont::DemiBold};
    case Type::Page:
        return {20, 28, QFont::DemiBold};
    case Type::Number:
        return {28, 36, QFont::DemiBold};
    }
    return {13, 20, QFont::Normal};
}

} // namespace

void loadTypefaces()
{
    loadScripFonts();
}

namespace {

QFont makeTextFont(Type type)
{
    const Size size = sizeOf(type);
    QFont font(scripTextFamily());
    font.setPixelSize(size.pixels);
    font.setWeight(size.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont makeCodeFont(QFont::Weight weight, int pixelSize)
{
    QFont font(scripCodeFamily());
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    font.setStyleHint(QFont::Monospace);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

/// A font finds its typeface when it is first drawn with, and its copies know it then: cells are painted with copies
/// of fonts that stay. Never destroyed, since the application's own end comes first. GUI thread only.
template <typename Key> const QFont &kept(const Key &key, QFont (*make)(const Key &))
{
    static auto &fonts = *new std::map<Key, QFont>;
    const auto found = fonts.find(key);
    return found != fonts.end() ? found->second : fonts.emplace(key, make(key)).first->second;
}

} // namespace

QFont textFont(Type type)
{
    return kept<Type>(type, [](const Type &of) { return makeTextFont(of); });
}

QFont codeFont(QFont::Weight weight, int pixelSize)
{
    using Key = std::pair<QFont::Weight, int>;
    return kept<Key>({weight, pixelSize}, [](const Key &of) { return makeCodeFont(of.first, of.second); });
}

int lineHeight(Type type)
{
    return sizeOf(type).line;
}

} // namespace scrip
