// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/sheet_layout.h"

#include <QImage>
#include <QWidget>

#include <optional>

namespace scrip {

/// A sheet of paper with rulers, drawn by the print function, whose labels can be reached by pointer and keyboard.
/// Paper stays white in every theme. A click, or Enter on the label the arrows lead to, says where the first sheet
/// begins. Owned by the preview.
class SheetCanvas : public QWidget
{
    Q_OBJECT
public:
    explicit SheetCanvas(QWidget *parent = nullptr);

    /// Shows that sheet (from 0); `serials` are those of its labels, in order. The picture is kept for another page
    /// or start of the same stock until the new one is there.
    void setSheet(const SheetLayout &layout, qint64 page, const QList<qint64> &serials);
    void clear();
    void setPicture(const QImage &picture);
    [[nodiscard]] bool hasPicture() const { return !m_picture.isNull(); }
    /// As large as the paper is, or as fits (the default).
    void setActualSize(bool actual);
    [[nodiscard]] bool isActualSize() const { return m_actualSize; }

    /// Device pixels to an inch of paper, for whoever draws the picture.
    [[nodiscard]] double dpi() const;
    /// Of the paper's size on a screen of 96 dpi.
    [[nodiscard]] int percent() const;
    [[nodiscard]] int currentSlot() const { return m_current; }
    /// Where a slot (from 0) is drawn.
    [[nodiscard]] QRectF slotBox(int slot) const;
    /// "slot 7, serial 42", "slot 3, used already", "slot 20, stays empty".
    [[nodiscard]] QString slotName(int slot) const;

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The first label to use on the first sheet, from 1.
    void startChosen(int startAt);
    /// Page up or down on the keyboard.
    void pageStepped(int step);
    /// The paper is drawn at another size: a sharper picture is wanted.
    void scaleChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] double pixelsPerMm() const;
    [[nodiscard]] QRectF paper() const;
    [[nodiscard]] int slotAt(QPointF at) const;
    [[nodiscard]] int startSlot() const { return m_page == 0 ? m_layout->firstSlotOn(0) : -1; }
    void setCurrent(int slot);
    void choose(int slot);
    [[nodiscard]] int neighbour(int key) const;
    void outline(QPainter &painter, int slot, double grow = 0) const;
    void paintRuler(QPainter &painter, Qt::Orientation orientation) const;
    void paintPaper(QPainter &painter) const;
    void paintUsed(QPainter &painter) const;
    void paintStart(QPainter &painter) const;

    std::optional<SheetLayout> m_layout;
    qint64 m_page = 0;
    QList<qint64> m_serials;
    QImage m_picture;
    int m_current = 0;
    int m_hovered = -1;
    bool m_actualSize = false;
};

} // namespace scrip
