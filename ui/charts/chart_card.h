// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QMenu;
class QStackedWidget;

namespace scrip {

class ChartLegend;
class InlineMessage;
class Label;
class PlotView;
class TableView;

/// A chart with its title, and behind it the same as a table. What is under the pointer is told beside the title; the
/// menu copies picture and data. Shows a skeleton until there is something, and what was shown stays when an answer
/// fails. Owned by its page.
class ChartCard : public QWidget
{
    Q_OBJECT
public:
    explicit ChartCard(const QString &title, QWidget *parent = nullptr);

    void setContent(const ChartContent &content);
    /// There is nothing to draw, and why.
    void setNothing(const QString &sentence);
    void setFailure(const QString &lead, const QString &sentence, const QString &refusal = {});
    /// About something else from now on: what was shown is not true of it.
    void setLoading();
    /// What a click on a row does, for the menu: "Show these claims". Empty: nothing.
    void setRowAction(const QString &text);
    /// In the head, left of the switch to the table. Takes ownership.
    void addHeadWidget(QWidget *widget);

    [[nodiscard]] SeriesModel &model() const { return *m_model; }
    [[nodiscard]] PlotView *view() const { return m_view; }
    [[nodiscard]] TableView *table() const { return m_table; }
    [[nodiscard]] ChartLegend *legend() const { return m_legend; }
    [[nodiscard]] InlineMessage *failure() const { return m_failure; }
    [[nodiscard]] QAction *asTable() const { return m_asTable; }
    [[nodiscard]] QAction *copyPicture() const { return m_copyPicture; }
    [[nodiscard]] QAction *copyData() const { return m_copyData; }
    /// Beside the title: the caption, or what the pointer is on.
    [[nodiscard]] QString told() const;
    /// One row of the series in words, as it is told.
    [[nodiscard]] QString rowText(int row) const;

Q_SIGNALS:
    /// A bar, a point or a row of the table was chosen.
    void rowActivated(int row);
    /// "Try again".
    void retryRequested();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Face { Drawing, Rows, Nothing, Skeleton, Waiting };

    void buildActions();
    void buildHead(const QString &title);
    void buildFaces(const QString &title);
    void showFace();
    void tellRow(int row);
    void fitHead();
    void takePicture();
    void takeData();
    void openMenu(const QPoint &at, int row);

    SeriesModel *m_model;
    QString m_caption;
    QString m_rowAction;
    QHBoxLayout *m_head = nullptr;
    Label *m_told = nullptr;
    ChartLegend *m_legend = nullptr;
    QStackedWidget *m_faces = nullptr;
    PlotView *m_view = nullptr;
    TableView *m_table = nullptr;
    Label *m_nothing = nullptr;
    InlineMessage *m_failure = nullptr;
    QAction *m_asTable = nullptr;
    QAction *m_copyPicture = nullptr;
    QAction *m_copyData = nullptr;
    QTimer m_patience;
    bool m_filled = false;
    bool m_none = false;
};

} // namespace scrip
