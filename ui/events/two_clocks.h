// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QWidget>

namespace scrip {

struct Tokens;

/// The two clocks of an event as two bars over one axis: how long codes can be claimed, how long the credit lasts,
/// and what would be claimed when it is expired already. Decoration beside the fields, which say the same in words.
class TwoClocks : public QWidget
{
    Q_OBJECT
public:
    explicit TwoClocks(QWidget *parent = nullptr);

    /// In the event's zone. Invalid times are left out; without a deadline claiming lasts as long as the credit.
    void setTimes(const QDateTime &starts, const QDateTime &deadline, const QDateTime &expires);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int xOf(const QDateTime &time) const;
    void paintClaiming(QPainter &painter, const Tokens &tokens) const;
    void paintCredit(QPainter &painter, const Tokens &tokens) const;
    void paintAxis(QPainter &painter, const Tokens &tokens) const;

    QDateTime m_starts;
    QDateTime m_deadline;
    QDateTime m_expires;
};

} // namespace scrip
