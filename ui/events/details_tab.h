// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"

#include <QHash>
#include <QScrollArea>

class QBoxLayout;
class QGridLayout;

namespace scrip {

class Label;

/// Every field of an event in words; both clocks in its zone and in UTC. Owned by the detail pane.
class DetailsTab : public QScrollArea
{
    Q_OBJECT
public:
    explicit DetailsTab(QWidget *parent = nullptr);

    void setEvent(const Event &event, const QDateTime &now);
    /// What stands beside a caption, for tests.
    [[nodiscard]] QString textOf(const QString &name) const;

private:
    void addGroup(QBoxLayout *row, const QString &title, const QStringList &names, int stretch);
    void set(const QString &name, const QString &text, const QString &second = {});

    struct Entry
    {
        Label *text;
        Label *second;
    };
    QHash<QString, Entry> m_entries;
};

} // namespace scrip
