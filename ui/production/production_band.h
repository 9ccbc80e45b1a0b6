// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QAction;

namespace scrip {

/// The strip in the colour of danger across the window of a production database: which one, whether anything can be
/// changed, and the way to change that. Hidden elsewhere. Owned by the window; borrows the actions.
class ProductionBand : public QToolBar
{
    Q_OBJECT
public:
    /// Both as buttons at the right, each while its action is visible.
    ProductionBand(QAction *unlock, QAction *lock, QWidget *parent = nullptr);

    /// `name` in the strong weight of its line; plain text.
    void setText(const QString &name, const QString &sentence);
    [[nodiscard]] QString sentence() const { return m_sentence; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QString m_sentence;
    QWidget *m_buttons;
};

} // namespace scrip
