// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace scrip {

class SheetSubject;

/// The two choices in the header of the page: event and batch, by name. Owned by the page; borrows the subject.
class SubjectBar : public QWidget
{
    Q_OBJECT
public:
    explicit SubjectBar(SheetSubject &subject, QWidget *parent = nullptr);

    [[nodiscard]] QComboBox *events() const { return m_events; }
    [[nodiscard]] QComboBox *batches() const { return m_batches; }

Q_SIGNALS:
    /// The person chose another event or batch.
    void chosen();

private:
    void follow();
    void followEvents();
    void followBatches();

    SheetSubject &m_subject;
    QComboBox *m_events;
    QComboBox *m_batches;
};

} // namespace scrip
