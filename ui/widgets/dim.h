// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace scrip {

/// Dims its window while a dialog is open over it. A child of that window, as large as it.
class Dim : public QWidget
{
    Q_OBJECT
public:
    explicit Dim(QWidget *window);
    /// Where the dialog stands, in global coordinates: its shadow is painted here, since a frameless window has none.
    void setDialog(const QRect &global);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QRect m_dialog;
};

} // namespace scrip
