// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_status.h"

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTimer>

class QPushButton;

namespace scrip {

class Bar;
class Jobs;
class Label;
class WindowActions;

/// The line at the bottom, 28 high: jobs at the left, who and when at the right. The time is the database's, counted
/// on from the last status. Owned by the window.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    StatusLine(Jobs &jobs, const WindowActions &actions, QWidget *parent);
    void setConnection(const ConnectionStatus &status);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showJobs();
    void showTime();

    Jobs &m_jobs;
    ConnectionStatus m_status;
    QElapsedTimer m_since;
    QTimer m_tick;
    QPushButton *m_jobsButton;
    Label *m_readOnly;
    Label *m_job;
    Bar *m_bar;
    Label *m_percent;
    Label *m_who;
    Label *m_time;
};

} // namespace scrip
