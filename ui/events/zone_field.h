// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDateTime>

namespace scrip {

/// The IANA time zones, found by typing any part of a name, with the offset each has now. Owned by its parent.
class ZoneField : public QComboBox
{
    Q_OBJECT
public:
    explicit ZoneField(QWidget *parent = nullptr);

    /// As typed; it may be no zone at all.
    [[nodiscard]] QString zone() const { return currentText().trimmed(); }
    void setZone(const QString &name);
    /// The moment whose offset is told, by default this one.
    void setMoment(const QDateTime &moment);

Q_SIGNALS:
    void zoneChanged(const QString &name);

private:
    class Edit;
    void showOffset();

    Edit *m_edit;
    QDateTime m_moment;
};

/// "+7", "+5:30", "−3", "+0".
[[nodiscard]] QString offsetText(int seconds);

} // namespace scrip
