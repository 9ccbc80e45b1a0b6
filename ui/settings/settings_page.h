// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <functional>

class QBoxLayout;
class QVBoxLayout;

namespace scrip {

class Label;
class Segments;
class ThemeController;

/// What a person sets for themselves: appearance, the zone of times, and which shortcuts there are. Kept in QSettings
/// and in force at once. Outlives the connection; borrows the theme.
class SettingsPage : public WindowPage
{
    Q_OBJECT
public:
    using Actions = std::function<QList<QAction *>()>;

    /// `actions`: those of the window, asked each time the page comes up.
    SettingsPage(ThemeController &theme, Actions actions, QWidget *parent = nullptr);

    void activate() override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] Segments *theme() const { return m_theme; }
    [[nodiscard]] Segments *zone() const { return m_zone; }
    /// "Back: Alt+Left", one line each.
    [[nodiscard]] QStringList shortcuts() const { return m_shown; }

Q_SIGNALS:
    /// Times are told in another zone from now on.
    void zoneChanged();

private:
    QBoxLayout *addSection(QVBoxLayout *column, const QString &title);
    void buildAppearance(QVBoxLayout *column);
    void buildTimes(QVBoxLayout *column);
    void buildLanguage(QVBoxLayout *column);
    void buildShortcuts(QVBoxLayout *column);
    void showShortcuts();
    void showZone();

    ThemeController &m_controller;
    Actions m_actions;
    Segments *m_theme = nullptr;
    Segments *m_zone = nullptr;
    Label *m_zoneHint = nullptr;
    QWidget *m_list = nullptr;
    QBoxLayout *m_listPlace = nullptr;
    QStringList m_shown;
};

} // namespace scrip
