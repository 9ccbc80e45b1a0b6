// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

bool isAsciiAlnum(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z');
}

bool isDash(QChar c)
{
    return c.category() == QChar::Punctuation_Dash || c == QChar(0x2212);
}

bool isInvisible(QChar c)
{
    return c.isSpace() || c == QChar(0xFEFF) || (c >= QChar(0x200B) && c <= QChar(0x200D));
}

Failure invalidCode(const QString &message)
{
    return Failure::named(u"invalid_code"_s, message, u"code"_s);
}

/// How many characters of a code of unknown shape never show.
constexpr qsizetype alwaysHidden = 8;

/// The shape of the codes that Scrip makes: only there it is known which part is no secret.
bool isPrefixAndGroups(const QStringList &parts)
{
    return parts.size() >= 4 && parts.size() <= 7 && !parts.first().isEmpty() && parts.first().size() <= 12 &&
           std::all_of(parts.begin() + 1, parts.end(), [](const QString &group) { return group.size() == 4; });
}

/// The character that a text begins with; one beyond the first plane takes two places.
QString describe(QStringView text)
{
    const QChar c = text.front();
    const bool pair = text.size() > 1 && c.isHighSurrogate() && text.at(1).isLowSurrogate();
    const char32_t ucs = pair ? QChar::surrogateToUcs4(c, text.at(1)) : c.unicode();
    const QString point = u"U+"_s + QString::number(uint(ucs), 16).rightJustified(4, u'0').toUpper();
    return QChar::isPrint(ucs) ? u"“"_s + text.first(pair ? 2 : 1) + u"” ("_s + point + u")"_s : point;
}

} // namespace

Result<CodeText> CodeText::parse(const QString &typed)
{
    // Measured before anything else: a pasted book is refused without being walked.
    if (typed.size() > maxLength * 2)
        return invalidCode(QCoreApplication::translate("scrip::CodeText", "A code has at most 64 characters."));
    QString text;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QChar c = typed.at(i);
        if (isInvisible(c))
            continue;
        if (isDash(c))
            text += u'-';
        else if (isAsciiAlnum(c) || (c > u' ' && c < QChar(0x7F)))
            text += c.toUpper();
        else
            return invalidCode(QCoreApplication::translate("scrip::CodeText", "%1 is not a character of a code.")
                                   .arg(describe(QStringView(typed).sliced(i))));
    }
    if (text.isEmpty())
        return invalidCode(QCoreApplication::translate("scrip::CodeText", "Type a code."));
    if (text.size() > maxLength)
        return invalidCode(QCoreApplication::translate("scrip::CodeText", "A code has at most 64 characters."));
    return canonical(text);
}

CodeText CodeText::canonical(const QString &text)
{
    CodeText code;
    code.m_text = text;
    return code;
}

QString CodeText::masked() const
{
    const QStringList groups = m_text.split(u'-');
    if (!isPrefixAndGroups(groups)) {
        const qsizetype characters = groups.join(QString()).size();
        return u"····"_s + m_text.right(std::clamp<qsizetype>(characters - alwaysHidden, 0, 4));
    }
    QStringList shown{groups.first()};
    for (qsizetype i = 1; i + 1 < groups.size(); ++i)
        shown << u"····"_s;
    const QString &last = groups.last();
    shown << (groups.size() == 4 ? u"··"_s + last.right(2) : last);
    return shown.join(u'-');
}

Result<QString> checkedPrefix(const QString &prefix)
{
    const QString upper = prefix.trimmed().toUpper();
    const bool good = !upper.isEmpty() && upper.size() <= 12 && std::all_of(upper.begin(), upper.end(), isAsciiAlnum);
    if (!good)
        return Failure::named(
            u"invalid_prefix"_s,
            QCoreApplication::translate("scrip::CodeText", "A prefix has 1 to 12 letters or digits, such as NEAR."),
            u"prefix"_s);
    return upper;
}

} // namespace scrip
