// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QTimer>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace scrip {

class JobRow;
class Jobs;
class Label;

/// The jobs below the pages: each with progress, rate, time left and Cancel. Owned by the window, borrows the jobs.
class JobsDrawer : public QWidget
{
    Q_OBJECT
public:
    explicit JobsDrawer(Jobs &jobs, QWidget *parent = nullptr);
    /// The row of a job; null when it is gone.
    [[nodiscard]] JobRow *row(int id) const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void closeRequested();

private:
    void buildHead(QVBoxLayout *column);
    void rebuild();
    void showAll();

    Jobs &m_jobs;
    Label *m_summary = nullptr;
    QPushButton *m_clear = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QMap<int, JobRow *> m_byId;
    QTimer m_tick;
};

} // namespace scrip
