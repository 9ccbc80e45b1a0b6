// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QFile>

namespace scrip {

/// A file that is written whole or not at all: born with mode 0600 in the directory of its target, without a name, so
/// that even a crash leaves nothing behind, and named in one step when it is complete. Owned by the function that
/// writes.
class PrivateFile
{
public:
    /// Refuses with file_exists an existing target unless `overwrite`.
    static Result<Done> checkTarget(const QString &target, bool overwrite);

    explicit PrivateFile(QString target);
    ~PrivateFile();
    Q_DISABLE_COPY_MOVE(PrivateFile)

    /// Creates the file for reading and writing. Refuses with file_not_written.
    Result<Done> open();
    [[nodiscard]] QFile &file() { return m_file; }
    /// Brings the content to disk, so that a full one shows before anybody is told. Refuses with file_not_written.
    Result<Done> sync();
    /// Syncs the content and gives it its name; with `overwrite` an older file is replaced in the same step.
    /// Refuses with file_exists or file_not_written.
    Result<Done> commit(bool overwrite);
    /// The failure of this target, with the system's reason.
    [[nodiscard]] Failure notWritten(const QString &reason) const;

private:
    Result<Done> openNamed();
    Result<Done> giveTemporaryName();

    QString m_target;
    QFile m_file;
    QString m_temporary; ///< Set while the file has a name that is not its own.
};

} // namespace scrip
