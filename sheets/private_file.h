// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QFile>

namespace scrip {

/// A file that is written whole or not at all: born with mode 0600 under a temporary name beside its target, and
/// moved there in one step. Whatever is not committed is removed. Owned by the function that writes.
class PrivateFile
{
public:
    /// Refuses with file_exists an existing target unless `overwrite`.
    static Result<Done> checkTarget(const QString &target, bool overwrite);

    explicit PrivateFile(QString target);
    ~PrivateFile();
    Q_DISABLE_COPY_MOVE(PrivateFile)

    /// Creates the temporary file for reading and writing. Refuses with file_not_written.
    Result<Done> open();
    [[nodiscard]] QFile &file() { return m_file; }
    /// Takes the name away: the content lives as long as it is open, and a crash leaves nothing behind.
    Result<Done> makeNameless();
    /// Syncs the content to disk and gives it its name; with `overwrite` an older file is replaced.
    Result<Done> commit(bool overwrite);
    /// The failure of this target, with the system's reason.
    [[nodiscard]] Failure notWritten(const QString &reason) const;

private:
    QString m_target;
    QFile m_file;
    bool m_named = false;
};

} // namespace scrip
