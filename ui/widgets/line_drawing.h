// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/empty_state.h"

namespace scrip {

/// The drawing of an empty state, 184×152, in strokes of 1.5. Decoration only. Owned by its parent.
class LineDrawing : public QWidget
{
    Q_OBJECT
public:
    explicit LineDrawing(EmptyState::Drawing drawing, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EmptyState::Drawing m_drawing;
};

} // namespace scrip
