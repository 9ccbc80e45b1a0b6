// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace scrip {

class Bar;
class GlyphMark;
class Jobs;
class HelpLink;
class Label;
struct Job;

/// One job in the drawer: 44 high with its detail line 24 below. Owned by the drawer.
class JobRow : public QWidget
{
    Q_OBJECT
public:
    JobRow(Jobs &jobs, int id, QWidget *parent);
    void showJob(const Job &job);
    [[nodiscard]] QPushButton *button() const { return m_button; }

private:
    void showNumbers(const Job &job);
    void press();

    Jobs &m_jobs;
    int m_id;
    GlyphMark *m_mark;
    Label *m_title;
    Bar *m_bar;
    Label *m_count;
    Label *m_rate;
    Label *m_left;
    QPushButton *m_button;
    Label *m_detail;
    HelpLink *m_help; ///< Why it failed.
};

} // namespace scrip
