// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sheets/preview_painter.h"
#include "ui/sheets/sheet_plan.h"

#include <QWidget>

class QAction;
class QScrollArea;
class QSpinBox;
class QToolButton;

namespace scrip {

class CodeReveal;
class CodeStore;
class InlineMessage;
class Label;
class SheetCanvas;

/// The page as it will print: sheet k of K, where the first sheet starts, the paper itself. Codes are masked until
/// somebody reveals those of the sheet shown. Owned by the page.
class PreviewPanel : public QWidget
{
    Q_OBJECT
public:
    explicit PreviewPanel(QWidget *parent = nullptr);

    void setCodeStore(CodeStore *store);
    /// Shows that run; the page stays when it still exists.
    void setPlan(const SheetPlan &plan);
    /// There is nothing to draw, and why.
    void setRefusal(const QString &sentence, const QString &refusal);
    void clear();
    /// Masks what is revealed.
    void hideCodes();
    void goToSheet(qint64 page);

    /// False while there is nothing to draw.
    [[nodiscard]] bool isShowing() const { return m_plan.has_value(); }
    [[nodiscard]] qint64 page() const { return m_page; }
    [[nodiscard]] SheetCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] QSpinBox *startField() const { return m_start; }
    [[nodiscard]] CodeReveal *reveal() const { return m_reveal; }
    /// Reveals or masks; disabled with the reason by whoever knows the rights.
    [[nodiscard]] QAction *revealAction() const { return m_revealAction; }

Q_SIGNALS:
    void startChosen(int startAt);
    /// The sheet on screen is the one that was asked for.
    void shown();
    void revealFailed(const scrip::Failure &failure);

protected:
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *buildBar();
    void buildReveal();
    void connectParts();
    void toggleReveal();
    void onReveal();
    void showBar();
    void showReveal();
    void draw();
    [[nodiscard]] QList<qint64> serialsShown() const;
    /// The labels of the sheet shown, plain while they are revealed.
    [[nodiscard]] QList<LabelContent> content(bool &plain) const;

    std::optional<SheetPlan> m_plan;
    qint64 m_page = 0;
    PreviewPainter *m_painter;
    CodeReveal *m_reveal;
    QAction *m_revealAction = nullptr;
    SheetCanvas *m_canvas = nullptr;
    QScrollArea *m_scroll = nullptr;
    InlineMessage *m_message = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    Label *m_sheet = nullptr;
    QSpinBox *m_start = nullptr;
    Label *m_free = nullptr;
    Label *m_zoom = nullptr;
};

} // namespace scrip
