// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_tester.h"

#include <QWidget>

class QGridLayout;

namespace scrip {

class GlyphMark;
class Label;

/// The seven stages of the way to a database, one below the other: a mark, what it is, what was seen there and what
/// helps. Owned by its panel or dialog.
class StageList : public QWidget
{
    Q_OBJECT
public:
    explicit StageList(QWidget *parent = nullptr);

    /// Nothing is known yet.
    void clear();
    void showRunning();
    void showTest(const ConnectionTest &test);
    /// What stands beside a stage.
    [[nodiscard]] QString textOf(const QString &stage) const;

private:
    struct Row
    {
        QString stage;
        GlyphMark *mark = nullptr;
        Label *text = nullptr;
    };

    QList<Row> m_rows;
};

} // namespace scrip
