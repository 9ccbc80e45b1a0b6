// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"
#include "ui/widgets/table_view.h"

#include <functional>

namespace scrip {

class BarDelegate;
class EventRows;

/// The table of events with its delegates. The name takes what room the other columns leave, so that nothing scrolls
/// sideways. Owned by the page; borrows the rows.
class EventsTable : public TableView
{
    Q_OBJECT
public:
    using Now = std::function<QDateTime()>;
    EventsTable(EventRows &rows, Now now, QWidget *parent = nullptr);

    /// The event of the current row; null when there is none.
    [[nodiscard]] const Event *currentEvent() const;
    /// Makes the event's row the current and only selected one; false when it is not in the list.
    bool select(const EventId &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildDelegates(const Now &now);
    void buildClocks(const Now &now);
    /// Widths and bars for a narrow or a wide page; widths that somebody chose stay.
    void setRoomy(bool roomy);
    void fitName();
    [[nodiscard]] int claimedWidth() const;

    EventRows &m_rows;
    QTimer m_fit;
    BarDelegate *m_narrowBar = nullptr;
    BarDelegate *m_roomyBar = nullptr;
    bool m_roomy = false;
};

} // namespace scrip
