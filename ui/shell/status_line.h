// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_status.h"
#include "ui/shell/upkeep.h"

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTimer>

class QPushButton;

namespace scrip {

class Bar;
class Jobs;
class Label;
class WindowActions;

/// The line at the bottom, 28 high: jobs at the left; maintenance, what needs a person, who and when at the right.
/// The time is the database's, counted on from the last status. Owned by the window.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    StatusLine(Jobs &jobs, const WindowActions &actions, QWidget *parent);
    void setConnection(const ConnectionStatus &status);
    void setUpkeep(const UpkeepState &state);
    [[nodiscard]] QPushButton *matters() const { return m_matters; }

Q_SIGNALS:
    /// To where one sees what needs a person.
    void mattersRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showJobs();
    void showTime();
    void showUpkeep();

    Jobs &m_jobs;
    ConnectionStatus m_status;
    QElapsedTimer m_since;
    UpkeepState m_upkeep;
    QElapsedTimer m_sinceUpkeep;
    QTimer m_tick;
    QPushButton *m_jobsButton;
    Label *m_readOnly;
    Label *m_job;
    Bar *m_bar;
    Label *m_percent;
    QPushButton *m_matters;
    Label *m_maintained;
    Label *m_who;
    Label *m_time;
};

} // namespace scrip
