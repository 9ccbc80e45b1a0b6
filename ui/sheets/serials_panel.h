// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch.h"
#include "ui/widgets/panel.h"

class QPushButton;
class QSpinBox;

namespace scrip {

class Label;

/// Which serials of the batch are printed. Owned by the page.
class SerialsPanel : public Panel
{
    Q_OBJECT
public:
    explicit SerialsPanel(QWidget *parent = nullptr);

    /// Another batch: all of it. The same one, grown: the range stays unless it was all.
    void setBatch(const Batch &batch);
    void setRange(int from, int to);
    [[nodiscard]] int from() const;
    [[nodiscard]] int to() const;
    [[nodiscard]] QSpinBox *fromField() const { return m_from; }
    [[nodiscard]] QSpinBox *toField() const { return m_to; }

Q_SIGNALS:
    void rangeChanged();

private:
    void onChanged();
    void showAll();

    QSpinBox *m_from;
    QSpinBox *m_to;
    QPushButton *m_all;
    BatchId m_batch;
    int m_count = 0;
};

} // namespace scrip
