// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/failure_words.h"

#include "core/text_rules.h"

#include <QCoreApplication>
#include <QHash>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::FailureWords", text);
}

/// Sentences of this program for refusals whose stored sentence does not say what helps.
QString generalSentence(const QString &name)
{
    static const QHash<QString, const char *> sentences{
        {u"not_permitted"_s,
         QT_TRANSLATE_NOOP("scrip::FailureWords",
                           "Your login may not do this. An admin can, or can give you the role.")},
        {u"read_only"_s, QT_TRANSLATE_NOOP("scrip::FailureWords", "The database is locked against changes.")},
        {u"busy"_s,
         QT_TRANSLATE_NOOP("scrip::FailureWords", "Somebody else was working on the same. Nothing was written.")},
        {u"connection_failed"_s,
         QT_TRANSLATE_NOOP("scrip::FailureWords", "The database cannot be reached. Nothing was sent.")},
        {u"unknown_outcome"_s,
         QT_TRANSLATE_NOOP("scrip::FailureWords",
                           "The answer was lost on the way. Trying again asks the same once more; "
                           "nothing is done twice.")},
        {u"idempotency_conflict"_s,
         QT_TRANSLATE_NOOP("scrip::FailureWords",
                           "What was sent before went through. Close this and look at what is there.")},
        {u"schema_missing"_s,
         QT_TRANSLATE_NOOP("scrip::FailureWords", "This database does not hold Scrip yet. Run the migration first.")},
    };
    const char *sentence = sentences.value(name, nullptr);
    return sentence ? words(sentence) : QString();
}

} // namespace

QString tellFailure(const Failure &failure, const QString &own)
{
    if (failure.kind == FailureKind::Cancelled)
        return words(QT_TRANSLATE_NOOP("scrip::FailureWords", "It was cancelled."));
    QString text = own.isEmpty() ? generalSentence(failure.name) : own;
    if (text.isEmpty())
        text = failure.message;
    if (text.isEmpty())
        text = words(QT_TRANSLATE_NOOP("scrip::FailureWords", "The database answered something unexpected."));
    if (!failure.hint.isEmpty())
        text += u' ' % failure.hint;
    if (failure.kind == FailureKind::Internal && !failure.requestId.isEmpty()) // a defect is reported with it
        text +=
            u' ' % words(QT_TRANSLATE_NOOP("scrip::FailureWords", "Request %1.")).arg(shownText(failure.requestId));
    return text;
}

QString failureLead(const Failure &failure)
{
    if (failure.kind == FailureKind::UnknownOutcome)
        return words(QT_TRANSLATE_NOOP("scrip::FailureWords", "Not known yet."));
    return words(QT_TRANSLATE_NOOP("scrip::FailureWords", "Not done."));
}

} // namespace scrip
