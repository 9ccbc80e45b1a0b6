// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/csv_file.h"

#include "cli/verb.h"

#include <QFile>

namespace scrip::cli {

namespace {

/// A hundred thousand codes with everything that may stand beside them.
constexpr qint64 largestFile = qint64(64) * 1024 * 1024;

} // namespace

Result<QList<CsvValue>> columnOfFile(const QString &path, const QStringList &headings, const QString &field)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return usage(Say::tr("%1 cannot be read: %2").arg(path, file.errorString()), field);
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return usage(Say::tr("%1 is larger than 64 MB.").arg(path), field);
    Result<QList<CsvValue>> values = csvColumn(bytes, headings);
    if (!values) {
        Failure failure = values.failure();
        failure.field = field;
        return failure;
    }
    if (values->isEmpty())
        return usage(Say::tr("There is nothing in %1.").arg(path), field);
    return values;
}

} // namespace scrip::cli
