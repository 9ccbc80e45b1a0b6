// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mint/code_words.h"

#include <QCoreApplication>
#include <QHash>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::CodeWords", text);
}

/// Sentences of this program for refusals whose stored sentence does not say what helps.
const char *ownSentence(const QString &name)
{
    static const QHash<QString, const char *> sentences{
        {u"not_permitted"_s,
         QT_TRANSLATE_NOOP("scrip::CodeWords",
                           "Your login may not do this. An admin can, or can give you the role.")},
        {u"read_only"_s, QT_TRANSLATE_NOOP("scrip::CodeWords", "The database is locked against changes.")},
        {u"busy"_s,
         QT_TRANSLATE_NOOP("scrip::CodeWords", "Somebody else was working on the same codes. Nothing was written.")},
        {u"connection_failed"_s,
         QT_TRANSLATE_NOOP("scrip::CodeWords", "The database cannot be reached. Nothing was sent.")},
        {u"unknown_outcome"_s,
         QT_TRANSLATE_NOOP("scrip::CodeWords",
                           "The answer was lost on the way. Trying again asks the same once more; "
                           "nothing is done twice.")},
        {u"idempotency_conflict"_s,
         QT_TRANSLATE_NOOP("scrip::CodeWords",
                           "What was sent before went through. Close this and look at what is there.")},
        {u"schema_missing"_s,
         QT_TRANSLATE_NOOP("scrip::CodeWords", "This database does not hold Scrip yet. Run the migration first.")},
    };
    return sentences.value(name, nullptr);
}

} // namespace

QString codeFailureWords(const Failure &failure)
{
    if (failure.kind == FailureKind::Cancelled)
        return words(QT_TRANSLATE_NOOP("scrip::CodeWords", "It was cancelled."));
    const char *own = ownSentence(failure.name);
    QString text = own ? words(own) : failure.message;
    if (text.isEmpty())
        text = words(QT_TRANSLATE_NOOP("scrip::CodeWords", "The database answered something unexpected."));
    return failure.hint.isEmpty() ? text : QString(text % u' ' % failure.hint);
}

QString codeFailureLead(const Failure &failure)
{
    if (failure.kind == FailureKind::UnknownOutcome)
        return words(QT_TRANSLATE_NOOP("scrip::CodeWords", "Not known yet."));
    return words(QT_TRANSLATE_NOOP("scrip::CodeWords", "Not done."));
}

} // namespace scrip
