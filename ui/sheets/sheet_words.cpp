// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_words.h"

#include "ui/mint/code_words.h"
#include "ui/widgets/figures.h"

#include <QCoreApplication>
#include <QLocale>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::SheetWords", text);
}

QString kindWords(LabelKind kind)
{
    switch (kind) {
    case LabelKind::Card:
        return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "card"));
    case LabelKind::Badge:
        return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "badge"));
    case LabelKind::Tent:
        return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "tent"));
    case LabelKind::Label:
    case LabelKind::Plain:
        break;
    }
    return {};
}

/// At most one decimal, none when it is a whole number.
QString shortNumber(double mm)
{
    const QString text = QLocale().toString(mm, 'f', 1);
    return text.endsWith(u'0') ? text.chopped(2) : text;
}

} // namespace

QString sheetsText(qint64 sheets)
{
    return sheets == 1 ? words(QT_TRANSLATE_NOOP("scrip::SheetWords", "1 sheet"))
                       : words(QT_TRANSLATE_NOOP("scrip::SheetWords", "%1 sheets")).arg(countText(sheets));
}

QString labelsText(qint64 labels)
{
    return labels == 1 ? words(QT_TRANSLATE_NOOP("scrip::SheetWords", "1 label"))
                       : words(QT_TRANSLATE_NOOP("scrip::SheetWords", "%1 labels")).arg(countText(labels));
}

QString stockName(const LabelTemplate &stock)
{
    const bool avery = stock.vendor.startsWith(u"Avery"_s);
    QString name = avery || stock.vendor == u"Plain" ? stock.parts.value(0) : stock.title();
    if (const QString kind = kindWords(stock.kind); !kind.isEmpty() && !name.contains(kind))
        name += u' ' + kind;
    if (stock.paper != u"A4" && !name.contains(stock.paper))
        name += u" · " + stock.paper;
    return name;
}

QString stockSize(const LabelTemplate &stock)
{
    if (stock.shape == LabelShape::Round)
        return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "%1 mm round")).arg(shortNumber(stock.label.width()));
    return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "%1 × %2 mm"))
        .arg(shortNumber(stock.label.width()), shortNumber(stock.label.height()));
}

QString gradeWords(StockGrade grade)
{
    switch (grade) {
    case StockGrade::A:
        return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "sources agree"));
    case StockGrade::B:
        return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "one or two sources"));
    case StockGrade::C:
        break;
    }
    return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "measure a sheet first"));
}

Tone gradeTone(StockGrade grade)
{
    if (grade == StockGrade::A)
        return Tone::Good;
    return grade == StockGrade::B ? Tone::Info : Tone::Warn;
}

QString millimetres(double mm, int decimals)
{
    return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "%1 mm")).arg(QLocale().toString(mm, 'f', decimals));
}

QString sheetFailureWords(const Failure &failure)
{
    if (failure.kind == FailureKind::Cancelled)
        return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "Cancelled: no sheet was kept and none was recorded."));
    if (failure.name == u"file_not_written")
        return words(QT_TRANSLATE_NOOP("scrip::SheetWords", "%1 Nothing was kept and nothing was lost."))
            .arg(failure.message);
    return codeFailureWords(failure);
}

} // namespace scrip
