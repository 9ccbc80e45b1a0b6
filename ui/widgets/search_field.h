// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QTimer>

namespace scrip {

/// A line edit with a magnifier and a clear button that tells its text once typing pauses. Esc clears. Owned by its
/// parent.
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);

    /// Shows what is searched for already, without telling.
    void setSearch(const QString &text);

Q_SIGNALS:
    /// 200 ms after the last key, or at once on Enter and when cleared. Trimmed; not told twice for one text.
    void searchChanged(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tell();

    QTimer m_pause;
    QString m_told;
};

} // namespace scrip
