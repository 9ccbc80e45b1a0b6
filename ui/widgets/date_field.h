// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QLineEdit>
#include <QTime>

#include <optional>

class QCalendarWidget;
class QFrame;

namespace scrip {

/// A date, optionally with a time, typed as text ("5 Dec 2026", "2026-12-05 18:00") or chosen in a calendar that pops
/// up below. Knows nothing of zones: the text is local to whatever zone the form says. Owned by its parent.
class DateField : public QLineEdit
{
    Q_OBJECT
public:
    explicit DateField(QWidget *parent = nullptr);

    /// Nothing when empty or not understood; see isEmpty() and understood().
    [[nodiscard]] std::optional<QDate> date() const;
    /// The time of day when one was typed.
    [[nodiscard]] std::optional<QTime> time() const;
    [[nodiscard]] bool isEmpty() const { return text().trimmed().isEmpty(); }
    [[nodiscard]] bool understood() const { return isEmpty() || date().has_value(); }
    /// "2026-12-05" or "2026-12-05T18:00"; as typed when not understood; empty when empty.
    [[nodiscard]] QString isoText() const;

    void setMoment(const QDate &date, std::optional<QTime> time = std::nullopt);
    void clearMoment() { clear(); }
    /// Where the calendar opens while nothing is typed.
    void setSuggestedDate(const QDate &date) { m_suggested = date; }

    /// Reads what people type; no zone, no words such as "tomorrow".
    struct Moment
    {
        QDate date;
        std::optional<QTime> time;
    };
    [[nodiscard]] static std::optional<Moment> parse(const QString &text);

public Q_SLOTS:
    void openCalendar();

Q_SIGNALS:
    /// By typing or choosing; also when what is typed is not a date.
    void momentChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void take(const QDate &date);
    void buildCalendar();

    QCalendarWidget *m_calendar = nullptr;
    QFrame *m_popup = nullptr;
    QDate m_suggested;
};

} // namespace scrip
