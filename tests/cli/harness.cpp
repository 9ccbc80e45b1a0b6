// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QBuffer>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip {

QJsonObject CliCall::object() const
{
    return QJsonDocument::fromJson(out).object();
}

QJsonObject CliCall::error() const
{
    return QJsonDocument::fromJson(err).object()["error"_L1].toObject();
}

QString CliCall::errorName() const
{
    return error()["name"_L1].toString();
}

CliCall CliHarness::call(const char *words)
{
    return call(QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts));
}

CliCall CliHarness::call(const QStringList &arguments)
{
    CliCall call;
    QBuffer in(&input);
    QBuffer out(&call.out);
    QBuffer err(&call.err);
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    call.status = cli::run(arguments, gateway, sheets, {&in, &out, &err, terminal, environment});
    return call;
}

} // namespace scrip
