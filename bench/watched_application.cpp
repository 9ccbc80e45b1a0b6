// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/watched_application.h"

#include "bench/harness.h"

#include <QDeadlineTimer>
#include <QMetaEnum>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::bench {

namespace {

constexpr int patienceMs = 60'000;
/// Shorter ones are not worth their names.
constexpr double longMs = 4;

QString nameOf(QEvent::Type type)
{
    static const QMetaEnum types = QMetaEnum::fromType<QEvent::Type>();
    const char *name = types.valueToKey(type);
    return name ? QString::fromLatin1(name) : QString::number(type);
}

} // namespace

WatchedApplication::WatchedApplication(int &argc, char **argv)
    : QApplication(argc, argv)
{
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    m_painted = m_painted || (event->type() == QEvent::Paint && receiver->isWidgetType());
    if (m_depth > 0)
        return QApplication::notify(receiver, event);
    // Taken before: the event may delete both.
    const QEvent::Type type = event->type();
    const QMetaObject *kind = receiver->metaObject();
    QElapsedTimer clock;
    clock.start();
    ++m_depth;
    const bool done = QApplication::notify(receiver, event);
    --m_depth;
    const double ms = double(clock.nsecsElapsed()) / 1e6;
    if (ms > longMs)
        note(QString(QLatin1String(kind->className()) + u' ' + nameOf(type)), ms);
    if (m_painted && m_clock && m_paintedAt < 0 && m_ready())
        m_paintedAt = double(m_clock->nsecsElapsed()) / 1e6;
    m_painted = false;
    return done;
}

void WatchedApplication::note(const QString &what, double ms)
{
    double &longest = m_longest[what];
    longest = std::max(longest, ms);
}

QStringList WatchedApplication::longestEvents(int count) const
{
    std::vector<std::pair<double, QString>> events;
    for (const auto &[what, ms] : m_longest)
        events.emplace_back(ms, what);
    std::sort(events.rbegin(), events.rend());
    QStringList lines;
    for (const auto &[ms, what] : events) {
        if (lines.size() < count)
            lines << QString(what + u' ' + spoken(ms));
    }
    return lines;
}

double WatchedApplication::untilPainted(const QElapsedTimer &clock, const std::function<bool()> &ready)
{
    m_clock = &clock;
    m_ready = ready;
    m_paintedAt = -1;
    until([this] { return m_paintedAt >= 0; });
    m_clock = nullptr;
    m_ready = {};
    return m_paintedAt;
}

void WatchedApplication::until(const std::function<bool()> &ready)
{
    const QDeadlineTimer patience(patienceMs);
    while (!ready()) {
        if (patience.hasExpired())
            giveUp(u"The window did not come to what was waited for."_s);
        processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
}

} // namespace scrip::bench
