// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/jobs.h"

namespace scrip {

namespace {

bool isEnded(const Job &job)
{
    return job.state != Job::State::Running && job.state != Job::State::Cancelling;
}

} // namespace

Jobs::Jobs(QObject *parent)
    : QAbstractListModel(parent)
{
}

int Jobs::add(Job job)
{
    job.id = ++m_lastId;
    job.state = Job::State::Running;
    if (!job.started.isValid())
        job.started = QDateTime::currentDateTimeUtc();
    beginInsertRows({}, 0, 0);
    m_jobs.prepend(std::move(job));
    endInsertRows();
    Q_EMIT changed();
    return m_lastId;
}

void Jobs::setProgress(int id, qint64 done, qint64 total)
{
    const int row = rowOf(id);
    if (row < 0 || isEnded(m_jobs.at(row)))
        return;
    m_jobs[row].done = done;
    m_jobs[row].total = total;
    touch(row);
}

void Jobs::setDetail(int id, const QString &detail)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_jobs[row].detail = detail;
    touch(row);
}

void Jobs::setHelp(int id, const QString &refusal)
{
    if (const int row = rowOf(id); row >= 0)
        m_jobs[row].help = refusal;
}

void Jobs::finish(int id, Job::State state, const QString &detail, const QString &offer, std::function<void()> show)
{
    const int row = rowOf(id);
    if (row < 0 || isEnded(m_jobs.at(row)))
        return;
    Job &job = m_jobs[row];
    job.state = state;
    job.detail = detail;
    job.offer = offer;
    job.show = std::move(show);
    job.cancel = {};
    job.finished = QDateTime::currentDateTimeUtc();
    touch(row);
    Q_EMIT jobFinished(id);
}

void Jobs::cancel(int id)
{
    const int row = rowOf(id);
    if (row < 0 || m_jobs.at(row).state != Job::State::Running || !m_jobs.at(row).cancel)
        return;
    m_jobs[row].state = Job::State::Cancelling;
    // A copy: whoever is called may add or finish jobs.
    const auto run = m_jobs.at(row).cancel;
    touch(row);
    run();
}

void Jobs::clearEnded()
{
    for (int row = int(m_jobs.size()) - 1; row >= 0; --row) {
        if (!isEnded(m_jobs.at(row)))
            continue;
        beginRemoveRows({}, row, row);
        m_jobs.removeAt(row);
        endRemoveRows();
    }
    Q_EMIT changed();
}

int Jobs::running() const
{
    return int(std::count_if(m_jobs.cbegin(), m_jobs.cend(), [](const Job &job) { return !isEnded(job); }));
}

int Jobs::ended() const
{
    return int(m_jobs.size()) - running();
}

const Job *Jobs::find(int id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_jobs.at(row);
}

qint64 Jobs::perSecond(const Job &job) const
{
    const QDateTime end = job.finished.isValid() ? job.finished : QDateTime::currentDateTimeUtc();
    const qint64 elapsed = job.started.msecsTo(end);
    // The first instant says nothing about the rate.
    return elapsed < 500 || job.done <= 0 ? 0 : job.done * 1000 / elapsed;
}

qint64 Jobs::secondsLeft(const Job &job) const
{
    const qint64 rate = perSecond(job);
    return rate <= 0 || job.total <= 0 ? -1 : (job.total - job.done + rate - 1) / rate;
}

int Jobs::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_jobs.size());
}

QVariant Jobs::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Job &job = m_jobs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return job.title;
    case IdRole:
        return job.id;
    case StateRole:
        return int(job.state);
    case DoneRole:
        return job.done;
    case TotalRole:
        return job.total;
    case DetailRole:
        return job.detail;
    default:
        return {};
    }
}

int Jobs::rowOf(int id) const
{
    for (int row = 0; row < m_jobs.size(); ++row) {
        if (m_jobs.at(row).id == id)
            return row;
    }
    return -1;
}

void Jobs::touch(int row)
{
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT changed();
}

} // namespace scrip
