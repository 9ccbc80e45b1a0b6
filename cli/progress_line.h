// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"

#include <QString>

#include <mutex>

class QIODevice;

namespace scrip::cli {

/// A line on a terminal that counts up while a long job runs; silent everywhere else. Reports come from the working
/// thread. Owned by the verb that waits; wipes its line when it goes.
class ProgressLine
{
public:
    ProgressLine(QIODevice *err, bool visible, QString what);
    ~ProgressLine();
    Q_DISABLE_COPY_MOVE(ProgressLine)

    void show(qint64 done, qint64 total);

private:
    std::mutex m_mutex;
    QIODevice *m_err;
    bool m_visible;
    QString m_what;
    int m_percent = -1;
};

} // namespace scrip::cli
