// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_controller.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/scrip_style.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QSettings>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

const QString settingsKey = u"appearance/theme"_s;
const QString portalService = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString portalInterface = u"org.freedesktop.portal.Settings"_s;
const QString schemeGroup = u"org.freedesktop.appearance"_s;
const QString schemeKey = u"color-scheme"_s;

ThemeMode modeFrom(const QString &text)
{
    if (text == "light"_L1)
        return ThemeMode::Light;
    return text == "dark"_L1 ? ThemeMode::Dark : ThemeMode::System;
}

QString textOf(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::Light:
        return u"light"_s;
    case ThemeMode::Dark:
        return u"dark"_s;
    case ThemeMode::System:
        break;
    }
    return u"system"_s;
}

/// A portal wraps the value in one variant (signal) or two (answer of Read).
uint unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

ThemeController::ThemeController(QApplication &application)
    : QObject(&application)
    , m_application(application)
    , m_mode(modeFrom(QSettings().value(settingsKey).toString()))
{
    loadTypefaces();
    application.setStyle(new ScripStyle);
    application.setFont(textFont());
    new FocusRing(&application);
    apply();
    askPortal();
}

bool ThemeController::isDark() const
{
    return m_mode == ThemeMode::System ? m_systemDark : m_mode == ThemeMode::Dark;
}

void ThemeController::setMode(ThemeMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    QSettings().setValue(settingsKey, textOf(mode));
    apply();
    Q_EMIT modeChanged(mode);
}

void ThemeController::toggle()
{
    setMode(isDark() ? ThemeMode::Light : ThemeMode::Dark);
}

void ThemeController::onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == schemeGroup && key == schemeKey)
        takeSystemScheme(unwrapped(value.variant()));
}

void ThemeController::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portalService, portalPath, portalInterface, u"SettingChanged"_s, this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, u"Read"_s);
    read << schemeGroup << schemeKey;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(read, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *finished) {
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        // No portal is no error: the light theme is what we then have.
        if (!reply.isError())
            takeSystemScheme(unwrapped(reply.value().variant()));
        finished->deleteLater();
    });
}

void ThemeController::takeSystemScheme(uint scheme)
{
    const bool dark = scheme == 1;
    if (dark == m_systemDark)
        return;
    m_systemDark = dark;
    apply();
}

void ThemeController::apply()
{
    const bool dark = isDark();
    m_application.setPalette(paletteOf(dark ? darkTokens() : lightTokens()));
    Q_EMIT themeChanged(dark);
}

} // namespace scrip
