// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;

namespace scrip {

/// A main part with a second one of fixed width to its right, or below it where there is no room beside. Takes
/// ownership of both; a tab of the detail pane fills itself with one.
class SidePane : public QWidget
{
    Q_OBJECT
public:
    SidePane(QWidget *main, QWidget *side, int sideWidth, QWidget *parent = nullptr);
    [[nodiscard]] bool isStacked() const { return m_stacked; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void stack(bool stacked);

    QWidget *m_side;
    QWidget *m_upright;
    QWidget *m_level;
    QBoxLayout *m_layout;
    int m_sideWidth;
    bool m_stacked = false;
};

} // namespace scrip
