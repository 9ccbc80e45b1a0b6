// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/overview_store.h"

#include <QWidget>

class QBoxLayout;

namespace scrip {

class ChartCard;
class Line;
class Segments;

/// How an event is claimed: against its cap, by hour or day, and where its codes stand. Asks when it is given an
/// event; what was shown stays when an answer fails. Owned by the detail pane; borrows the store, which may be absent
/// where nothing sums up.
class RedemptionTab : public QWidget
{
    Q_OBJECT
public:
    explicit RedemptionTab(OverviewStore *store, QWidget *parent = nullptr);

    void setEvent(const Event &event);
    void reload();
    [[nodiscard]] ChartCard *cumulative() const { return m_cumulative; }
    [[nodiscard]] ChartCard *claims() const { return m_claims; }
    [[nodiscard]] ChartCard *codes() const { return m_codes; }
    [[nodiscard]] Segments *buckets() const { return m_buckets; }
    /// Smaller than the charts side by side.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The charts have what was asked for, or a failure to show.
    void loaded();
    /// To the claims of a stretch of time.
    void claimsRequested(const scrip::EventId &event, const QDateTime &from, const QDateTime &to);
    /// To the codes of a state, by its name in the contract.
    void codesRequested(const scrip::EventId &event, const QString &state);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildCharts();
    void askHours();
    void fail(const Failure &failure);
    void showCharts();
    void showClaims();
    void openRows(const ChartCard *card, int row);

    OverviewStore *m_store;
    EventId m_event;
    Latest<EventSeries> m_daysAsked;
    Latest<EventSeries> m_hoursAsked;
    std::optional<EventSeries> m_days;
    std::optional<EventSeries> m_hours;
    ChartCard *m_cumulative;
    ChartCard *m_claims;
    ChartCard *m_codes;
    Segments *m_buckets;
    QBoxLayout *m_row = nullptr;
    QList<Line *> m_lines; ///< Between charts that stand side by side.
};

} // namespace scrip
