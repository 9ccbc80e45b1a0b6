// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

namespace scrip {

class ConnectionChip;
class WindowActions;

/// The bar below the menus, 48 high: navigation, history, refresh; the field that opens the palette; theme and
/// connection. Owned by the window.
class TopBar : public QToolBar
{
    Q_OBJECT
public:
    TopBar(const WindowActions &actions, QWidget *parent);
    [[nodiscard]] ConnectionChip *chip() const { return m_chip; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ConnectionChip *m_chip;
};

} // namespace scrip
