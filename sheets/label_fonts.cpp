// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/label_fonts.h"

#include <QFontDatabase>
#include <QStringList>

// Outside of any namespace, as the macro wants it: a static library's resources are not found by themselves.
static void initFontResources()
{
    Q_INIT_RESOURCE(fonts);
}

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

bool addFonts()
{
    initFontResources();
    bool all = true;
    for (const char *name : {"InterTabular-Regular.otf", "InterTabular-Medium.otf", "InterTabular-SemiBold.otf",
                             "InterTabular-Bold.otf", "JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf"})
        all = QFontDatabase::addApplicationFont(u":/scrip/fonts/"_s + QLatin1StringView(name)) >= 0 && all;
    return all;
}

QFont::Weight weightOf(LabelFont face)
{
    switch (face) {
    case LabelFont::Text:
        return QFont::Normal;
    case LabelFont::Medium:
        return QFont::Medium;
    case LabelFont::SemiBold:
        return QFont::DemiBold;
    case LabelFont::Bold:
    case LabelFont::Code:
        break;
    }
    return QFont::Bold;
}

} // namespace

bool loadScripFonts()
{
    static const bool loaded = addFonts();
    return loaded;
}

QString scripTextFamily()
{
    return u"Inter Tabular"_s;
}

QString scripCodeFamily()
{
    return u"JetBrains Mono"_s;
}

QFont labelFont(LabelFont face, double points)
{
    QFont font(face == LabelFont::Code ? scripCodeFamily() : scripTextFamily());
    font.setPixelSize(qMax(1, qRound(points * unitsPerPoint)));
    font.setWeight(weightOf(face));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::StyleStrategy(QFont::PreferAntialias | QFont::ForceOutline));
    return font;
}

} // namespace scrip
