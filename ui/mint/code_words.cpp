// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mint/code_words.h"

#include "core/code_text.h"
#include "ui/widgets/failure_words.h"

#include <QCoreApplication>

namespace scrip {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::CodeWords", text);
}

} // namespace

QString codeFailureWords(const Failure &failure)
{
    const bool busy = failure.name == u"busy";
    return tellFailure(
        failure, busy ? words(QT_TRANSLATE_NOOP("scrip::CodeWords", "Somebody else was working on the same codes. "
                                                                    "Nothing was written."))
                      : QString());
}

QString reasonAgainstCode(const QString &typed)
{
    if (typed.trimmed().isEmpty())
        return words(QT_TRANSLATE_NOOP("scrip::CodeWords", "Type the code"));
    const Result<CodeText> code = CodeText::parse(typed);
    return code ? QString() : code.failure().message;
}

} // namespace scrip
