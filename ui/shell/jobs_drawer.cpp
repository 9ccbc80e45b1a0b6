// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/jobs_drawer.h"

#include "ui/shell/job_row.h"
#include "ui/shell/jobs.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace scrip {

JobsDrawer::JobsDrawer(Jobs &jobs, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
{
    setPageGround(this);
    setMinimumHeight(100);
    setAccessibleName(tr("Jobs"));
    // What they tell of is often a row here, with buttons of its own.
    Toast::standAbove(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    column->addWidget(new Line(Qt::Horizontal, this));
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *inside = new QWidget;
    setPageGround(inside);
    m_rows = new QVBoxLayout(inside);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    area->setWidget(inside);
    column->addWidget(area, 1);
    connect(&m_jobs, &Jobs::rowsInserted, this, &JobsDrawer::rebuild);
    connect(&m_jobs, &Jobs::rowsRemoved, this, &JobsDrawer::rebuild);
    connect(&m_jobs, &Jobs::changed, this, &JobsDrawer::showAll);
    // Rate and time left move even while no progress is reported.
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &JobsDrawer::showAll);
    rebuild();
}

void JobsDrawer::buildHead(QVBoxLayout *column)
{
    auto *head = new QWidget(this);
    head->setFixedHeight(36);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::pageLeft, 0, space::pageRight - 4, 0);
    row->setSpacing(space::one);
    auto *title = new Label(tr("Jobs"), Type::Strong, head);
    m_summary = Label::muted({}, Type::Caption, head);
    m_clear = makeButton(tr("Clear ended"), ButtonLook::Ghost, head);
    setSmall(m_clear);
    connect(m_clear, &QPushButton::clicked, &m_jobs, &Jobs::clearEnded);
    QToolButton *close = makeGlyphButton(Glyph::ChevronDown, tr("Close the jobs"), head);
    connect(close, &QToolButton::clicked, this, &JobsDrawer::closeRequested);
    row->addWidget(title);
    row->addWidget(m_summary, 1);
    row->addWidget(m_clear);
    row->addWidget(close);
    column->addWidget(head);
}

JobRow *JobsDrawer::row(int id) const
{
    return m_byId.value(id);
}

QSize JobsDrawer::sizeHint() const
{
    return {600, 190};
}

void JobsDrawer::rebuild()
{
    QMap<int, JobRow *> before = std::exchange(m_byId, {});
    while (QLayoutItem *item = m_rows->takeAt(0))
        delete item;
    for (int i = 0; i < m_jobs.rowCount(); ++i) {
        const Job &job = m_jobs.at(i);
        JobRow *row = before.take(job.id);
        if (!row)
            row = new JobRow(m_jobs, job.id, this);
        m_byId.insert(job.id, row);
        m_rows->addWidget(row);
    }
    // Later: the click that removed a row may come from inside it.
    for (JobRow *gone : std::as_const(before)) {
        gone->hide();
        gone->deleteLater();
    }
    m_rows->addStretch();
    showAll();
}

void JobsDrawer::showAll()
{
    for (int i = 0; i < m_jobs.rowCount(); ++i) {
        if (JobRow *row = m_byId.value(m_jobs.at(i).id))
            row->showJob(m_jobs.at(i));
    }
    m_summary->setText(m_jobs.rowCount() == 0 ? tr("nothing has run in this session")
                                              : tr("%1 running, %2 ended").arg(m_jobs.running()).arg(m_jobs.ended()));
    m_clear->setVisible(m_jobs.ended() > 0);
    if (m_jobs.running() > 0 && !m_tick.isActive())
        m_tick.start();
    else if (m_jobs.running() == 0)
        m_tick.stop();
}

} // namespace scrip
