// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/claim_store.h"
#include "ui/shell/jobs.h"

#include <QPointer>
#include <QSaveFile>

namespace scrip {

/// Writes all claims that a filter leaves to a CSV file, page after page, as a job that can be cancelled. The file is
/// there as a whole or not at all; codes are masked. Owned by the jobs, deletes itself at the end.
class ClaimExport : public QObject
{
    Q_OBJECT
public:
    /// `page` is where a failure is told.
    ClaimExport(ClaimStore &store, const ClaimQuery &filter, const QString &path, Jobs &jobs, QWidget *page);

    void start();

private:
    void askNext();
    void take(const Result<Page<Claim>> &answer);
    void write(const QList<Claim> &claims);
    void end(Job::State state, const QString &detail);

    ClaimStore &m_store;
    ClaimQuery m_query;
    Jobs &m_jobs;
    QPointer<QWidget> m_page;
    QSaveFile m_file;
    qint64 m_rows = 0;
    int m_job = 0;
    bool m_cancelled = false;
};

} // namespace scrip
