// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tour.h"

#include "ui/shell/main_window.h"
#include "ui/shell/window_picture.h"
#include "ui/theme/theme_controller.h"

#include <QDir>
#include <QSaveFile>
#include <QTimer>

namespace scrip {

using namespace Qt::StringLiterals;

Tour::Tour(MainWindow &window, ThemeController &theme, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_theme(theme)
    , m_folder(folder)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(20000);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_failures.append(tr("%1 was not ready in time").arg(m_stops.at(m_current).stop.name));
        next();
    });
}

void Tour::start()
{
    QDir().mkpath(m_folder);
    m_window.resize(m_size);
    m_window.setVisible(true);
    collect();
    next();
}

void Tour::addStop(const QString &pageId, const TourStop &stop)
{
    m_extra.append({pageId, stop});
}

void Tour::collect()
{
    const QList<PageSpec> specs = m_window.pageSpecs();
    for (const PageSpec &spec : specs) {
        const QList<TourStop> stops = m_window.page(spec.id)->tourStops();
        for (const TourStop &stop : stops)
            m_stops.append({spec.id, stop});
    }
    const QList<TourStop> own = specs.isEmpty() ? QList<TourStop>() : m_window.tourStops();
    for (const TourStop &stop : own)
        m_stops.append({specs.constFirst().id, stop});
    m_stops.append(m_extra);
}

void Tour::next()
{
    m_patience.stop();
    if (m_current >= 0 && m_stops.at(m_current).stop.finish)
        m_stops.at(m_current).stop.finish();
    if (++m_current >= m_stops.size()) {
        Q_EMIT finished();
        return;
    }
    const int mine = m_current;
    const Stop &stop = m_stops.at(mine);
    m_window.openPage(stop.pageId);
    m_patience.start();
    stop.stop.prepare([this, mine] {
        // Through the event loop, so that layouts and posted paints are done; and only for the stop that is waited
        // for.
        QTimer::singleShot(0, this, [this, mine] { shoot(mine); });
    });
}

void Tour::shoot(int stop)
{
    if (stop != m_current || !m_patience.isActive())
        return;
    m_patience.stop();
    const QString name = m_stops.at(stop).stop.name;
    m_theme.setMode(ThemeMode::Light);
    QTimer::singleShot(0, this, [this, name] {
        save(name, false);
        m_theme.setMode(ThemeMode::Dark);
        QTimer::singleShot(0, this, [this, name] {
            save(name, true);
            m_theme.setMode(ThemeMode::Light);
            next();
        });
    });
}

void Tour::save(const QString &name, bool dark)
{
    const QString path = QDir(m_folder).filePath(name + (dark ? u"-dark.png"_s : u"-light.png"_s));
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && pictureOf(&m_window).save(&file, "PNG") && file.commit())
        m_written.append(path);
    else
        m_failures.append(tr("%1 could not be written: %2").arg(path, file.errorString()));
}

} // namespace scrip
