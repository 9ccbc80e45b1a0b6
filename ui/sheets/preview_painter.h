// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "sheets/label_source.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <optional>

namespace scrip {

/// One sheet to be drawn.
struct PreviewOrder
{
    SheetJob job;
    qint64 labels = 0; ///< Of the whole run.
    qint64 page = 0;
    QList<LabelContent> content; ///< Exactly those of the sheet.
    double dpi = 96;
};

/// Draws sheets with the print function, on a thread of its own, so that neither a resize nor a job under way holds
/// the window up. Only the newest order counts: those overtaken are never drawn. Owned by the page.
class PreviewPainter : public QObject
{
    Q_OBJECT
public:
    explicit PreviewPainter(QObject *parent = nullptr);

    void order(const PreviewOrder &order);
    /// Forgets what is ordered and what is being drawn.
    void forget();
    [[nodiscard]] bool isBusy() const { return m_running || m_next; }

Q_SIGNALS:
    void drawn(const QImage &picture);
    void failed(const scrip::Failure &failure);

private:
    void startNext();

    QThreadPool m_pool; ///< Waits in its destructor for the sheet under way.
    std::optional<PreviewOrder> m_next;
    bool m_running = false;
    bool m_wanted = false;
};

} // namespace scrip
