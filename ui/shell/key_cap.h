// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace scrip {

/// One shortcut as a key cap, at the right of its box. Owned by whoever lists it.
class KeyCap : public QWidget
{
    Q_OBJECT
public:
    explicit KeyCap(const QString &text, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace scrip
