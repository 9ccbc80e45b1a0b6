// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

namespace scrip {

/// Two to five joined choices of which one is on. Owned by its parent.
class Segments : public QWidget
{
    Q_OBJECT
public:
    explicit Segments(const QStringList &texts, QWidget *parent = nullptr);
    [[nodiscard]] int current() const;
    /// To the choice there is, so that Enter changes nothing.
    void focusCurrent();
    void setCurrent(int index);

Q_SIGNALS:
    void currentChanged(int index);

private:
    QButtonGroup *m_group;
};

} // namespace scrip
