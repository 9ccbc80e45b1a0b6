// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QApplication;
class QDBusVariant;

namespace scrip {

/// What the person chose.
enum class ThemeMode { System, Light, Dark };

/// Gives the application its style, fonts and palette and changes the palette live: when the person switches, or when
/// the desktop does and `System` is chosen. One for the program, owned by main; the choice is kept in QSettings.
class ThemeController : public QObject
{
    Q_OBJECT
public:
    explicit ThemeController(QApplication &application);

    [[nodiscard]] ThemeMode mode() const { return m_mode; }
    [[nodiscard]] bool isDark() const;

public Q_SLOTS:
    void setMode(scrip::ThemeMode mode);
    /// Light becomes dark and the other way round, whatever the system says.
    void toggle();

Q_SIGNALS:
    void modeChanged(scrip::ThemeMode mode);
    void themeChanged(bool dark);

private Q_SLOTS:
    void onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void takeSystemScheme(uint scheme);
    void apply();

    QApplication &m_application;
    ThemeMode m_mode = ThemeMode::System;
    bool m_systemDark = false;
};

} // namespace scrip
