// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QAction;

namespace scrip {

/// Looks like a search field and opens the palette. Owned by the top bar.
class PaletteField : public QAbstractButton
{
    Q_OBJECT
public:
    explicit PaletteField(QAction *action, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_shortcut;
};

/// Paints a key cap with its text, right-aligned at `right`; answers its left edge.
int paintKeyCap(QPainter *painter, int right, int middle, const QString &text, const class QPalette &palette);

} // namespace scrip
