// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_canvas.h"

#include "ui/sheets/sheet_words.h"
#include "ui/theme/type_scale.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace scrip {

namespace {

constexpr int ruler = 18;
constexpr int margin = 20;
constexpr double screenDpi = 96;

} // namespace

SheetCanvas::SheetCanvas(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("No sheet"));
    setAccessibleDescription(tr("Arrows move between labels; Enter starts the first sheet at the label."));
}

void SheetCanvas::setSheet(const SheetLayout &layout, qint64 page, const QList<qint64> &serials)
{
    const bool sameStock = m_layout && m_layout->stock().id == layout.stock().id;
    const double before = m_layout ? dpi() : 0;
    m_layout = layout;
    m_page = page;
    m_serials = serials;
    if (!sameStock) {
        m_picture = {};
        m_current = layout.firstSlotOn(page);
        setActualSize(m_actualSize);
    }
    setCurrent(std::clamp(m_current, 0, layout.stock().perPage() - 1));
    update();
    if (before > 0 && std::abs(before - dpi()) > 0.01)
        Q_EMIT scaleChanged();
}

void SheetCanvas::clear()
{
    m_layout.reset();
    m_picture = {};
    m_serials.clear();
    setAccessibleName(tr("No sheet"));
    update();
}

void SheetCanvas::setPicture(const QImage &picture)
{
    m_picture = picture;
    update();
}

void SheetCanvas::setActualSize(bool actual)
{
    m_actualSize = actual;
    QSize least(0, 0);
    if (actual && m_layout) {
        const QSizeF page = m_layout->stock().page * screenDpi / 25.4;
        least = page.toSize() + QSize(2 * margin + ruler, 2 * margin + ruler);
    }
    setMinimumSize(least);
    update();
    Q_EMIT scaleChanged();
}

QSize SheetCanvas::sizeHint() const
{
    return {616, 680};
}

double SheetCanvas::pixelsPerMm() const
{
    if (!m_layout)
        return 1;
    if (m_actualSize)
        return screenDpi / 25.4;
    const QSizeF page = m_layout->stock().page;
    const double across = (width() - 2 * margin - ruler) / page.width();
    const double down = (height() - margin - ruler - margin / 2.0) / page.height();
    return std::max(0.2, std::min(across, down));
}

double SheetCanvas::dpi() const
{
    return pixelsPerMm() * 25.4 * devicePixelRatioF();
}

int SheetCanvas::percent() const
{
    return int(std::lround(pixelsPerMm() * 25.4 / screenDpi * 100));
}

QRectF SheetCanvas::paper() const
{
    const QSizeF size = m_layout->stock().page * pixelsPerMm();
    const double left = std::max<double>(margin + ruler, (width() + ruler - size.width()) / 2);
    const double top = std::max<double>(margin / 2.0 + ruler, (height() + ruler - size.height()) / 2);
    // On whole pixels, so that the picture is not resampled.
    return {std::floor(left), std::floor(top), size.width(), size.height()};
}

QRectF SheetCanvas::slotBox(int slot) const
{
    const QRectF mm = m_layout->stock().slot(slot);
    const double scale = pixelsPerMm();
    return {paper().topLeft() + mm.topLeft() * scale, mm.size() * scale};
}

int SheetCanvas::slotAt(QPointF at) const
{
    if (!m_layout)
        return -1;
    for (int slot = 0; slot < m_layout->stock().perPage(); ++slot) {
        if (slotBox(slot).contains(at))
            return slot;
    }
    return -1;
}

QString SheetCanvas::slotName(int slot) const
{
    const int first = m_layout->firstSlotOn(m_page);
    if (slot < first)
        return tr("slot %1, used already").arg(slot + 1);
    const qint64 serial = m_serials.value(slot - first, 0);
    return serial > 0 ? tr("slot %1, serial %2").arg(slot + 1).arg(serial) : tr("slot %1, stays empty").arg(slot + 1);
}

void SheetCanvas::setCurrent(int slot)
{
    m_current = slot;
    setAccessibleName(slotName(slot));
    QAccessibleEvent told(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&told);
    update();
}

void SheetCanvas::choose(int slot)
{
    setCurrent(slot);
    if (m_page == 0)
        Q_EMIT startChosen(slot + 1);
}

int SheetCanvas::neighbour(int key) const
{
    const int columns = m_layout->stock().columns;
    switch (key) {
    case Qt::Key_Left:
        return m_current - 1;
    case Qt::Key_Right:
        return m_current + 1;
    case Qt::Key_Up:
        return m_current - columns;
    case Qt::Key_Down:
        return m_current + columns;
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return m_layout->stock().perPage() - 1;
    default:
        return -1;
    }
}

void SheetCanvas::keyPressEvent(QKeyEvent *event)
{
    if (!m_layout)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return choose(m_current);
    case Qt::Key_PageUp:
        Q_EMIT pageStepped(-1);
        return;
    case Qt::Key_PageDown:
        Q_EMIT pageStepped(1);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        if (const int next = neighbour(event->key()); next >= 0 && next < m_layout->stock().perPage())
            setCurrent(next);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void SheetCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const int slot = slotAt(event->position());
    if (slot == m_hovered)
        return;
    m_hovered = slot;
    setToolTip(slot < 0 ? QString() : slotName(slot));
    setCursor(slot >= 0 && m_page == 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void SheetCanvas::mousePressEvent(QMouseEvent *event)
{
    const int slot = event->button() == Qt::LeftButton ? slotAt(event->position()) : -1;
    if (slot >= 0)
        choose(slot);
}

void SheetCanvas::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void SheetCanvas::resizeEvent(QResizeEvent *)
{
    if (m_layout && !m_actualSize)
        Q_EMIT scaleChanged();
}

bool SheetCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace scrip
