// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sheets/sheet_checks.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"

namespace scrip {

/// The checks in words with their measurements, and the verdict above. Owned by the page.
class ChecksPanel : public Panel
{
    Q_OBJECT
public:
    explicit ChecksPanel(QWidget *parent = nullptr);

    void setLines(const QList<CheckLine> &lines);
    [[nodiscard]] const QList<CheckLine> &lines() const { return m_lines; }
    [[nodiscard]] Tone verdict() const { return m_verdict->look().tone; }

private:
    void showVerdict();

    QList<CheckLine> m_lines;
    QWidget *m_rows = nullptr;
    Pill *m_verdict;
};

} // namespace scrip
