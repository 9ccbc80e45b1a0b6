// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;

namespace scrip {

class Label;

/// Names at the left, values at the right of them, one line each. Owned by its panel or dialog.
class FactRows : public QWidget
{
    Q_OBJECT
public:
    explicit FactRows(QWidget *parent = nullptr);

    Label *addText(const QString &name);
    /// The value is set as codes and money are.
    Label *addFigure(const QString &name);
    /// Takes the row away, or brings it back.
    void setShown(Label *value, bool shown);

private:
    QGridLayout *m_grid;
};

} // namespace scrip
