// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/row_delegate.h"

namespace scrip {

/// Draws an amount: JetBrains Mono, sign and cents in `text`, further digits in `muted`, aligned on the point, the
/// longest of the column ending where its header does. The display text is the exact decimal as Money writes it, with
/// or without a currency sign; without one the model tells the currency.
class MoneyDelegate : public RowDelegate
{
    Q_OBJECT
public:
    /// Up to `decimals` places are reserved, so that points stand below each other: 2 for events, 9 for grants. With
    /// its table as the parent no more than what is shown there needs.
    explicit MoneyDelegate(QObject *parent = nullptr, int decimals = 2);

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override;
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override;

private:
    /// Room behind the cents for decimals that others have.
    [[nodiscard]] qreal reserve(const QModelIndex &index) const;
    /// The most places behind the cents that a row of that column has.
    [[nodiscard]] int longestTail(const QModelIndex &index) const;

    int m_decimals;
    mutable int m_rows = 0; ///< Of the long list that m_longest is of, which only grows, so that nothing jumps.
    mutable int m_longest = 0;
};

/// Draws a code as it is masked: everything muted but the last group, which is bold. Shows plain codes alike.
class CodeDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override;
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override;
};

/// A moment twice: the date as it stands in the event's zone, and how far away it is.
struct ClockLook
{
    QString absolute;
    QString relative;
    Tone tone = Tone::Neutral; ///< Warn when it is near.
    bool muted = false;        ///< The whole is past.
};

/// Draws the two parts side by side, the second from `offset` logical pixels on.
class ClockDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using LookOf = std::function<ClockLook(const QModelIndex &)>;
    ClockDelegate(QObject *parent, LookOf lookOf, int offset = 112);

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override;
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override;

private:
    LookOf m_lookOf;
    int m_offset;
};

/// A box that ticks its row: the row is ticked when it is selected, so that the two never disagree.
class CheckDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override;
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override;
};

} // namespace scrip
