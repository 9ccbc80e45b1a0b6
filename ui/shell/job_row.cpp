// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/job_row.h"

#include "ui/help/help_link.h"
#include "ui/shell/jobs.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace scrip {

namespace {

struct Sign
{
    Glyph glyph;
    Tone tone;
};

Sign signOf(Job::State state)
{
    switch (state) {
    case Job::State::Done:
        return {Glyph::Check, Tone::Good};
    case Job::State::Failed:
        return {Glyph::Error, Tone::Bad};
    case Job::State::Cancelled:
        return {Glyph::Disable, Tone::Neutral};
    default:
        return {Glyph::Clock, Tone::Accent};
    }
}

Label *figure(int width, QWidget *parent)
{
    Label *label = Label::muted({}, Type::Body, parent);
    label->setFixedWidth(width);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

} // namespace

JobRow::JobRow(Jobs &jobs, int id, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_id(id)
    , m_mark(new GlyphMark(Glyph::Clock, Tone::Accent, this))
    , m_title(new Label(this))
    , m_bar(new Bar(this, 8))
    , m_count(figure(136, this))
    , m_rate(figure(104, this))
    , m_left(figure(84, this))
    , m_button(makeButton(QString(), ButtonLook::Secondary, this))
    , m_detail(Label::muted({}, Type::Caption, this))
    , m_help(new HelpLink(this))
{
    m_title->setType(Type::Strong);
    m_title->setElided();
    m_count->setMuted(false);
    m_bar->setFixedWidth(240);
    setSmall(m_button);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::pageLeft, 0, space::pageRight, 0);
    row->setSpacing(12);
    row->addWidget(m_mark);
    row->addWidget(m_title, 1);
    row->addWidget(m_bar);
    row->addWidget(m_count);
    row->addWidget(m_rate);
    row->addWidget(m_left);
    auto *end = new QHBoxLayout;
    end->addStretch();
    end->addWidget(m_button);
    auto *endBox = new QWidget(this);
    endBox->setFixedWidth(112);
    end->setContentsMargins(0, 0, 0, 0);
    endBox->setLayout(end);
    endBox->setFixedHeight(44);
    row->addWidget(endBox);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    m_detail->setContentsMargins(space::pageLeft + 28, 0, space::pageRight, 8);
    m_detail->setElided();
    auto *below = new QHBoxLayout;
    below->setContentsMargins(0, 0, space::pageRight, 0);
    below->addWidget(m_detail, 1);
    m_help->setShort();
    below->addWidget(m_help, 0, Qt::AlignTop);
    column->addLayout(below);
    column->addWidget(new Line(Qt::Horizontal, this));
    connect(m_button, &QPushButton::clicked, this, &JobRow::press);
}

void JobRow::showJob(const Job &job)
{
    const Sign sign = signOf(job.state);
    m_mark->setGlyph(sign.glyph, sign.tone);
    m_title->setText(job.title);
    setAccessibleName(job.title);
    m_detail->setText(job.detail);
    m_detail->setVisible(!job.detail.isEmpty());
    m_help->setRefusal(job.state == Job::State::Failed ? job.help : QString());
    const bool done = job.state == Job::State::Done;
    const bool running = job.state == Job::State::Running || job.state == Job::State::Cancelling;
    const Tone tone = running ? Tone::Accent : (job.state == Job::State::Failed ? Tone::Bad : sign.tone);
    m_bar->setShare(done ? 1.0 : shareOf(job.done, job.total), tone);
    showNumbers(job);
    m_button->setText(running ? tr("Cancel") : job.offer);
    m_button->setVisible(running ? bool(job.cancel) : bool(job.show) && !job.offer.isEmpty());
    m_button->setEnabled(job.state != Job::State::Cancelling);
}

void JobRow::showNumbers(const Job &job)
{
    const bool running = job.state == Job::State::Running;
    const QString done = countText(job.done);
    m_count->setText(running && job.total > 0 ? tr("%1 of %2").arg(done, countText(job.total))
                                              : QString(done % u' ' % job.unit));
    const qint64 rate = m_jobs.perSecond(job);
    const qint64 left = m_jobs.secondsLeft(job);
    if (running) {
        m_rate->setText(rate > 0 ? tr("%1 %2/s").arg(countText(rate), job.unit) : QString());
        m_left->setText(left < 0 ? QString()
                                 : (left < 120 ? tr("%1 s left").arg(left) : tr("%1 min left").arg(left / 60)));
        return;
    }
    if (job.state == Job::State::Cancelling) {
        m_rate->setText({});
        m_left->setText(tr("stopping"));
        return;
    }
    m_rate->setText(tr("%1 s").arg(QLocale().toString(double(job.started.msecsTo(job.finished)) / 1000.0, 'f', 1)));
    m_left->setText(job.finished.toLocalTime().toString(QStringLiteral("HH:mm")));
}

void JobRow::press()
{
    const Job *job = m_jobs.find(m_id);
    if (!job)
        return;
    if (job->state == Job::State::Running) {
        m_jobs.cancel(m_id);
        return;
    }
    const auto show = job->show;
    if (show)
        show();
}

} // namespace scrip
