// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_words.h"

#include "core/text_rules.h"
#include "ui/widgets/pill.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::ConnectionWords)
};

} // namespace

QString safetyText(SafetyLevel level)
{
    switch (level) {
    case SafetyLevel::Sandbox:
        return Say::tr("Sandbox");
    case SafetyLevel::Staging:
        return Say::tr("Staging");
    case SafetyLevel::Production:
        return Say::tr("Production");
    }
    return {};
}

PillLook safetyPill(const QString &safety)
{
    const std::optional<SafetyLevel> level = safetyFromName(safety);
    if (!level)
        return {Say::tr("Not said"), Tone::Neutral, PillShape::HollowSquare};
    switch (*level) {
    case SafetyLevel::Sandbox:
        return {safetyText(*level), Tone::Good, PillShape::Ring};
    case SafetyLevel::Staging:
        return {safetyText(*level), Tone::Warn, PillShape::HalfDisc};
    case SafetyLevel::Production:
        break;
    }
    return {safetyText(*level), Tone::Bad, PillShape::Disc};
}

QString stageText(const QString &stage)
{
    static const QHash<QString, const char *> texts{
        {u"resolve"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Name")},
        {u"connect"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Server")},
        {u"tls"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Encryption")},
        {u"login"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Login")},
        {u"schema"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Schema")},
        {u"role"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Rights")},
        {u"latency"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Speed")}};
    const char *text = texts.value(stage);
    return text ? Say::tr(text) : stage;
}

Tone stageTone(StageOutcome outcome)
{
    switch (outcome) {
    case StageOutcome::Passed:
        return Tone::Good;
    case StageOutcome::Warned:
        return Tone::Warn;
    case StageOutcome::Failed:
        return Tone::Bad;
    case StageOutcome::Skipped:
        break;
    }
    return Tone::Neutral;
}

QString sslModeHint(const QString &mode)
{
    if (mode.isEmpty())
        return Say::tr("As verify-full; only on this computer without.");
    if (mode == u"verify-full")
        return Say::tr("Encrypted, and the server proves who it is.");
    if (mode == u"verify-ca")
        return Say::tr("Encrypted; any server with a certificate of this signer passes.");
    if (mode == u"require")
        return Say::tr("Encrypted, but nobody checks who the server is.");
    return Say::tr("May go in clear: everybody on the way can read along.");
}

QString plainWords(const Failure &failure)
{
    return shownText(failure.hint.isEmpty() ? failure.message : QString(failure.message + u' ' + failure.hint));
}

QString profileFieldText(const QString &field)
{
    static const QHash<QString, const char *> texts{
        {u"name"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Name")},
        {u"safety"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Safety level")},
        {u"service"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Service of libpq")},
        {u"host"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Host")},
        {u"port"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Port")},
        {u"database"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Database")},
        {u"user"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "User")},
        {u"password"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Password")},
        {u"sslmode"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Encryption (TLS)")},
        {u"ca_file"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Certificate of the signer")},
        {u"tunnel"_s, QT_TRANSLATE_NOOP("scrip::ConnectionWords", "Through ssh")}};
    const char *text = texts.value(field);
    return text ? Say::tr(text) : field;
}

} // namespace scrip
