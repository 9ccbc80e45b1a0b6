// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QElapsedTimer>

#include <functional>

namespace scrip {

/// One long piece of work, as it is shown. A value; Jobs holds the current ones.
struct Job
{
    enum class State { Running, Cancelling, Done, Cancelled, Failed };

    int id = 0;     ///< Given by Jobs::add().
    QString title;  ///< "Mint 50 000 codes, Builders Autumn Mailing batch 2"
    QString detail; ///< What is safe already, what Cancel keeps, or what went wrong.
    QString help;   ///< The name of the refusal that made it fail, for its page of help.
    QString unit;   ///< "codes", translated.
    qint64 done = 0;
    qint64 total = 0; ///< 0 while unknown.
    State state = State::Running;
    QDateTime started;
    QDateTime finished;
    QString offer;                ///< Text of the button once it is done: "Show file".
    std::function<void()> cancel; ///< Empty: cannot be cancelled.
    std::function<void()> show;   ///< What `offer` does.
};

/// All jobs of this session, newest first. Lives on the GUI thread; owned by main, outlives the window. Whoever runs
/// a job reports through its id.
class Jobs : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, StateRole, DoneRole, TotalRole, DetailRole };

    explicit Jobs(QObject *parent = nullptr);

    /// Adds a running job and answers its id.
    int add(Job job);
    void setProgress(int id, qint64 done, qint64 total);
    void setDetail(int id, const QString &detail);
    /// Why it fails, before finish().
    void setHelp(int id, const QString &refusal);
    /// Ends it; `detail` replaces the line, `offer` and `show` give it a button. Without effect on an ended one.
    void finish(int id, Job::State state, const QString &detail, const QString &offer = {},
                std::function<void()> show = {});
    /// Asks the job to stop: it says Cancelling until whoever runs it calls finish().
    void cancel(int id);
    void clearEnded();

    [[nodiscard]] int running() const;
    [[nodiscard]] int ended() const;
    [[nodiscard]] const Job &at(int row) const { return m_jobs.at(row); }
    [[nodiscard]] const Job *find(int id) const;
    /// Units per second since it started, 0 while unknown.
    [[nodiscard]] qint64 perSecond(const Job &job) const;
    /// Seconds left, -1 while unknown.
    [[nodiscard]] qint64 secondsLeft(const Job &job) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    /// Something a summary shows changed: a job came, moved or ended.
    void changed();
    void jobFinished(int id);

private:
    [[nodiscard]] int rowOf(int id) const;
    void touch(int row);

    QList<Job> m_jobs;
    int m_lastId = 0;
};

} // namespace scrip
