// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sentences.h"

#include "cli/verb.h"
#include "core/text_rules.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

struct Words
{
    const char *message;
    const char *hint;
};

const Words *wordsOf(const QString &name)
{
    static const QHash<QString, Words> words{
        {u"connection_failed"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "The database could not be reached."),
          QT_TRANSLATE_NOOP("scrip::cli",
                            "Name one with --db or $SCRIP_DB, or start a sandbox: scrip sandbox start")}},
        {u"schema_missing"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "This database has no schema of Scrip."),
          QT_TRANSLATE_NOOP("scrip::cli", "Install it with: scrip migrate")}},
        {u"schema_too_new"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "This database was migrated by a newer version of Scrip."),
          QT_TRANSLATE_NOOP("scrip::cli", "Update this program.")}},
        {u"unknown_outcome"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "The answer was lost: the write may have happened or not."),
          QT_TRANSLATE_NOOP("scrip::cli", "Make the same call again with this key: it is done once, and then "
                                          "answered.")}},
        {u"not_permitted"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "Your login may not do this."),
          QT_TRANSLATE_NOOP("scrip::cli", "An admin can give it a role with: scrip role grant LOGIN ROLE")}},
        {u"read_only"_s, {QT_TRANSLATE_NOOP("scrip::cli", "This database takes no writes now."), nullptr}},
        {u"busy"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "Somebody else is changing the same thing; nothing was written."),
          QT_TRANSLATE_NOOP("scrip::cli", "Try again.")}},
        {u"stale_version"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "Somebody changed this in the meantime."),
          QT_TRANSLATE_NOOP("scrip::cli", "Look at it as it is now, and edit that version.")}},
        {u"idempotency_conflict"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "This key was used for another call."),
          QT_TRANSLATE_NOOP("scrip::cli", "Take a new key.")}},
        {u"reason_required"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "Say why."), QT_TRANSLATE_NOOP("scrip::cli", "Add --reason \"…\"")}},
        {u"already_printed"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "Labels of this range are on paper already."),
          QT_TRANSLATE_NOOP("scrip::cli", "Print them again with --reprint --reason \"…\"")}},
        {u"file_exists"_s,
         {QT_TRANSLATE_NOOP("scrip::cli", "The file exists already."),
          QT_TRANSLATE_NOOP("scrip::cli", "Choose another name, or replace it with --overwrite")}},
        {u"internal"_s, {QT_TRANSLATE_NOOP("scrip::cli", "Something went wrong that should not."), nullptr}},
    };
    const auto found = words.constFind(name);
    return found == words.constEnd() ? nullptr : &found.value();
}

/// Names whose remedy depends on the program, so that what another room says does not fit here.
bool hasOwnRemedy(const QString &name)
{
    return name == u"already_printed" || name == u"file_exists" || name == u"reason_required";
}

} // namespace

Failure explained(const Failure &failure)
{
    Failure told = failure;
    if (told.name.isEmpty())
        told.name = told.kind == FailureKind::Cancelled ? u"unknown_outcome"_s : u"internal"_s;
    const Words *words = wordsOf(told.name);
    if (told.message.isEmpty())
        told.message = words ? Say::tr(words->message) : told.name;
    if (words && words->hint && (told.hint.isEmpty() || hasOwnRemedy(told.name)))
        told.hint = Say::tr(words->hint);
    return told;
}

QJsonObject errorObject(const Failure &failure)
{
    const auto orNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    QJsonObject error{{u"name"_s, failure.name},
                      {u"message"_s, failure.message},
                      {u"field"_s, orNull(failure.field)},
                      {u"hint"_s, orNull(failure.hint)},
                      {u"request_id"_s, orNull(failure.requestId)}};
    if (!failure.key.isEmpty())
        error.insert(u"key"_s, failure.key);
    if (!failure.detail.isEmpty())
        error.insert(u"detail"_s, failure.detail);
    return error;
}

QString errorSentence(const Failure &failure)
{
    QString text = u"scrip: "_s + shownText(failure.message);
    if (!failure.hint.isEmpty())
        text += u"\n       "_s + shownText(failure.hint);
    if (!failure.key.isEmpty())
        text += u"\n       "_s + Say::tr("Key: %1").arg(shownText(failure.key));
    else if (failure.kind == FailureKind::Internal && !failure.requestId.isEmpty()) // to be reported with it
        text += u"\n       "_s + Say::tr("Request: %1").arg(shownText(failure.requestId));
    return text;
}

} // namespace scrip::cli
