// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/type_scale.h"

#include "sheets/label_fonts.h"

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

QFont textFont(Type type)
{
    const Size size = sizeOf(type);
    QFont font(scripTextFamily());
    font.setPixelSize(size.pixels);
    font.setWeight(size.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont codeFont(QFont::Weight weight, int pixelSize)
{
    QFont font(scripCodeFamily());
    font.setPixelSize(pixelSize);
    font.setWeight(weight);
    font.setStyleHint(QFont::Monospace);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

int lineHeight(Type type)
{
    return sizeOf(type).line;
}

} // namespace scrip
