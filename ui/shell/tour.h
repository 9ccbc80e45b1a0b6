// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/tour_stop.h"

#include <QObject>
#include <QSize>
#include <QStringList>
#include <QTimer>

namespace scrip {

class MainWindow;
class ThemeController;

/// Renders every page and dialog in both themes into a folder: NAME-light.png and NAME-dark.png. Runs by itself after
/// start(); a stop that is not ready in time is a failure, not a picture. Owned by main.
class Tour : public QObject
{
    Q_OBJECT
public:
    Tour(MainWindow &window, ThemeController &theme, const QString &folder, QObject *parent = nullptr);

    /// Default 1440×900.
    void setSize(const QSize &size) { m_size = size; }
    /// How long one stop may take; default 20 s.
    void setPatience(int milliseconds) { m_patience.setInterval(milliseconds); }
    /// A stop that belongs to no page class: the palette, the jobs. Before start().
    void addStop(const QString &pageId, const TourStop &stop);
    void start();
    [[nodiscard]] const QStringList &written() const { return m_written; }
    [[nodiscard]] const QStringList &failures() const { return m_failures; }

Q_SIGNALS:
    void finished();

private:
    struct Stop
    {
        QString pageId;
        TourStop stop;
    };

    void collect();
    void next();
    void shoot(int stop);
    void save(const QString &name, bool dark);

    MainWindow &m_window;
    ThemeController &m_theme;
    QString m_folder;
    QSize m_size{1440, 900};
    QTimer m_patience;
    QList<Stop> m_extra;
    QList<Stop> m_stops;
    int m_current = -1;
    QStringList m_written;
    QStringList m_failures;
};

} // namespace scrip
