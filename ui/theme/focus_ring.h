// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QApplication;
class QFocusFrame;
class QWidget;

namespace scrip {

/// Draws the ring around the field or button that has the focus, outside its border. A button gets one only when the
/// focus came by keyboard. One for the program, owned by the application.
class FocusRing : public QObject
{
    Q_OBJECT
public:
    explicit FocusRing(QApplication *application);

    /// How far the ring reaches beyond the control, in logical pixels.
    static constexpr int reach = 4;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *widget);

    QPointer<QFocusFrame> m_frame;
    bool m_byKeyboard = false;
};

} // namespace scrip
