// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QAbstractButton>
#include <QTimer>

namespace scrip {

/// One number of the overview with what it is above and a note below. A click goes where it comes from. Where there
/// is nothing to tell it shows a dash and why. Owned by its page.
class FigureCell : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FigureCell(const QString &title, QWidget *parent = nullptr);

    void setFigure(const QString &figure, const QString &note, Tone tone = Tone::Neutral);
    /// This login is not told, and why.
    void setBarred(const QString &reason);
    [[nodiscard]] QString figure() const { return m_figure; }
    [[nodiscard]] QString note() const { return m_note; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString m_figure;
    QString m_note;
    Tone m_tone = Tone::Neutral;
    QTimer m_patience;
    bool m_skeleton = false;
};

} // namespace scrip
