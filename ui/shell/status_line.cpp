// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include "ui/shell/jobs.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimeZone>

namespace scrip {

StatusLine::StatusLine(Jobs &jobs, const WindowActions &actions, QWidget *parent)
    : QStatusBar(parent)
    , m_jobs(jobs)
    , m_jobsButton(makeButton(Glyph::ChevronUp, QString(), ButtonLook::Ghost, this))
    , m_readOnly(new Label(tr("Read-only"), Type::Caption, this))
    , m_job(Label::muted({}, Type::Caption, this))
    , m_bar(new Bar(this))
    , m_percent(Label::muted({}, Type::Caption, this))
    , m_matters(makeButton(Glyph::Warning, QString(), ButtonLook::Ghost, this))
    , m_maintained(Label::muted({}, Type::Caption, this))
    , m_who(Label::muted({}, Type::Caption, this))
    , m_time(Label::muted({}, Type::Caption, this))
{
    setFixedHeight(28);
    setSizeGripEnabled(false);
    m_jobsButton->setFixedHeight(24);
    m_jobsButton->setFont(textFont(Type::Caption));
    m_readOnly->setTone(Tone::Bad);
    m_readOnly->hide();
    m_matters->setFixedHeight(24);
    m_matters->setFont(textFont(Type::Caption));
    m_bar->setFixedWidth(80);
    auto *strip = new QWidget(this);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(space::one, 1, space::two, 0);
    row->setSpacing(space::oneAndHalf);
    row->addWidget(m_jobsButton);
    row->addWidget(m_readOnly);
    row->addWidget(m_job);
    row->addWidget(m_bar);
    row->addWidget(m_percent);
    row->addStretch(1);
    row->addWidget(m_matters);
    row->addWidget(m_maintained);
    row->addWidget(m_who);
    row->addWidget(m_time);
    addWidget(strip, 1);
    connect(m_jobsButton, &QPushButton::clicked, actions.jobs, &QAction::trigger);
    connect(actions.jobs, &QAction::toggled, this,
            [this](bool open) { m_jobsButton->setIcon(icon(open ? Glyph::ChevronDown : Glyph::ChevronUp)); });
    connect(m_matters, &QPushButton::clicked, this, &StatusLine::mattersRequested);
    connect(&m_jobs, &Jobs::changed, this, &StatusLine::showJobs);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &StatusLine::showTime);
    connect(&m_tick, &QTimer::timeout, this, &StatusLine::showUpkeep);
    showJobs();
    showUpkeep();
}

void StatusLine::setConnection(const ConnectionStatus &status)
{
    m_status = status;
    m_since.start();
    m_who->setText(status.role.isEmpty() ? status.login
                                         : QString(status.login % QStringLiteral(" · ") % status.role));
    m_readOnly->setVisible(status.readOnly);
    if (status.state == ConnectionStatus::State::Connected)
        m_tick.start();
    else
        m_tick.stop();
    showTime();
    showUpkeep();
}

void StatusLine::showTime()
{
    if (!m_status.databaseTime.isValid() || m_status.state != ConnectionStatus::State::Connected) {
        m_time->setText({});
        return;
    }
    const QTimeZone zone = m_status.zone.isEmpty() ? QTimeZone::utc() : QTimeZone(m_status.zone);
    const QDateTime now = m_status.databaseTime.addMSecs(m_since.elapsed()).toTimeZone(zone);
    QString place =
        m_status.zone.isEmpty() ? QStringLiteral("UTC") : QString::fromUtf8(m_status.zone).section(u'/', -1);
    place.replace(u'_', u' ');
    m_time->setText(QString(now.toString(QStringLiteral("HH:mm:ss")) % u' ' % place));
    m_time->setToolTip(tr("The database's clock"));
}

void StatusLine::setUpkeep(const UpkeepState &state)
{
    m_upkeep = state;
    m_sinceUpkeep.start();
    showUpkeep();
}

void StatusLine::showUpkeep()
{
    const bool shown = m_upkeep.known && m_status.state == ConnectionStatus::State::Connected;
    m_matters->setVisible(shown && m_upkeep.matters > 0);
    m_maintained->setVisible(shown);
    if (!shown)
        return;
    m_matters->setText(tr("%n open", "matters that need a person", m_upkeep.matters));
    m_matters->setToolTip(tr("What needs a person"));
    const qint64 age = m_upkeep.maintenance.ageSeconds + m_sinceUpkeep.elapsed() / 1000;
    if (m_upkeep.maintenance.late)
        m_maintained->setTone(Tone::Warn);
    else
        m_maintained->setMuted();
    m_maintained->setText(maintainedText(m_upkeep.maintenance.lastPass, age));
}

void StatusLine::showJobs()
{
    const int running = m_jobs.running();
    m_jobsButton->setText(running == 0 ? tr("No jobs") : (running == 1 ? tr("1 job") : tr("%1 jobs").arg(running)));
    const Job *first = nullptr;
    for (int row = 0; row < m_jobs.rowCount() && !first; ++row) {
        if (m_jobs.at(row).state == Job::State::Running)
            first = &m_jobs.at(row);
    }
    for (QWidget *part :
         {static_cast<QWidget *>(m_job), static_cast<QWidget *>(m_bar), static_cast<QWidget *>(m_percent)})
        part->setVisible(first != nullptr);
    if (!first)
        return;
    m_job->setText(first->title);
    m_bar->setShare(shareOf(first->done, first->total));
    m_percent->setText(tr("%1 %").arg(first->total > 0 ? first->done * 100 / first->total : 0));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.window);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
}

} // namespace scrip
