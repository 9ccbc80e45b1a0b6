// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text_rules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr qsizetype maxName = 255;
constexpr qsizetype maxText = 2000;

bool isZeroWidth(QChar c)
{
    return (c >= QChar(0x200B) && c <= QChar(0x200D)) || c == QChar(0x2060) || c == QChar(0xFEFF);
}

bool isBidiControl(QChar c)
{
    return (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069)) ||
           c == QChar(0x200E) || c == QChar(0x200F) || c == QChar(0x061C);
}

bool isLineBreak(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar(0x2028) || c == QChar(0x2029);
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control;
}

/// As the database counts: a character beyond the first plane takes two places of a QString.
qsizetype pointsOf(const QString &text)
{
    return text.size() - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLowSurrogate(); });
}

QString cleaned(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    for (const QChar c : text) {
        if (!isZeroWidth(c))
            kept += c;
    }
    return kept.normalized(QString::NormalizationForm_C).trimmed();
}

Failure invalid(const QString &name, const char *sentence, const QString &field)
{
    return Failure::named(name, QCoreApplication::translate("scrip::TextRules", sentence), field);
}

} // namespace

Result<QString> checkedName(const QString &text, const QString &field)
{
    const QString name = u"invalid_name"_s;
    if (text.size() > maxName * 4)
        return invalid(name, QT_TRANSLATE_NOOP("scrip::TextRules", "The name has more than 255 characters."), field);
    const QString clean = cleaned(text);
    if (clean.isEmpty())
        return invalid(name, QT_TRANSLATE_NOOP("scrip::TextRules", "Give a name."), field);
    if (pointsOf(clean) > maxName)
        return invalid(name, QT_TRANSLATE_NOOP("scrip::TextRules", "The name has more than 255 characters."), field);
    const bool forged = !clean.isValidUtf16() || std::any_of(clean.begin(), clean.end(), [](QChar c) {
        return isLineBreak(c) || isControl(c) || isBidiControl(c);
    });
    if (forged)
        return invalid(name,
                       QT_TRANSLATE_NOOP("scrip::TextRules",
                                         "The name holds a line break or an invisible control character: remove it."),
                       field);
    return clean;
}

Result<QString> checkedText(const QString &text, const QString &field)
{
    const QString name = u"invalid_text"_s;
    if (text.size() > maxText * 4 || pointsOf(cleaned(text)) > maxText)
        return invalid(name, QT_TRANSLATE_NOOP("scrip::TextRules", "The text has more than 2,000 characters."),
                       field);
    const QString clean = cleaned(text);
    const bool broken = !clean.isValidUtf16() || std::any_of(clean.begin(), clean.end(), [](QChar c) {
        return isControl(c) && c != u'\n' && c != u'\r' && c != u'\t';
    });
    if (broken)
        return invalid(name, QT_TRANSLATE_NOOP("scrip::TextRules", "The text holds a control character: remove it."),
                       field);
    return clean;
}

Result<QString> checkedReason(const QString &text)
{
    const QString field = u"reason"_s;
    const Result<QString> checked = checkedText(text, field);
    if (checked && checked->isEmpty())
        return invalid(u"reason_required"_s,
                       QT_TRANSLATE_NOOP("scrip::TextRules", "Say why: it is kept in the audit."), field);
    return checked;
}

QString shownText(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        const bool hostile = isBidiControl(c) || isZeroWidth(c) || (isControl(c) && c != u'\n' && c != u'\t');
        if (hostile)
            shown += u"<U+"_s + QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0') + u">"_s;
        else
            shown += c;
    }
    return shown;
}

} // namespace scrip
