// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QPushButton>

class QBoxLayout;

namespace scrip {

/// "What does this mean?" beside the message of a refusal; opens its page of help. Hidden while there is none. Owned
/// by its parent.
class HelpLink : public QPushButton
{
    Q_OBJECT
public:
    explicit HelpLink(QWidget *parent = nullptr);

    /// The name of the refusal; empty, or one without a page: nothing to open.
    void setRefusal(const QString &name);
    [[nodiscard]] QString refusal() const { return m_name; }
    /// Where help is asked for, if the link itself lies elsewhere.
    void setNear(QWidget *near) { m_near = near; }
    /// "Explain", for where there is little room.
    void setShort();

private:
    QString m_name;
    QPointer<QWidget> m_near;
};

/// Puts the link into a row of its own, below the text of that column.
void addBelowText(QBoxLayout *column, HelpLink *link);

} // namespace scrip
