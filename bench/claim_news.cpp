// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/claim_news.h"

#include "bench/harness.h"
#include "bench/server.h"
#include "db/watch.h"

#include <QRandomGenerator>
#include <QSemaphore>

#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;

namespace scrip::bench {

namespace {

constexpr int patienceMs = 30'000;
constexpr int questionsEveryMs = 1000;

void wait(QSemaphore &news)
{
    if (!news.tryAcquire(1, patienceMs))
        giveUp(u"The watch told of nothing."_s);
}

} // namespace

std::vector<double> timesUntilSeen(const QString &database, const std::function<void()> &claim, int times)
{
    QSemaphore connected;
    QSemaphore claims;
    const auto told = [&](const Change &change) {
        if (change.kinds.contains(u"claims"_s))
            claims.release();
    };
    const auto entered = [&](ConnectionState state, const Failure &) {
        if (state == ConnectionState::Connected)
            connected.release();
    };
    Watch watch(*ConnInfo::parse(Server::dsn(database)), u"bench"_s, {entered, [](const Session &) {}, told});
    watch.setWatching(true);
    watch.start();
    wait(connected);
    QRandomGenerator moments(3);
    std::vector<double> taken;
    for (int n = 0; n < times; ++n) {
        std::this_thread::sleep_for(std::chrono::milliseconds(moments.bounded(questionsEveryMs)));
        claim();
        taken.push_back(timed([&] { wait(claims); }));
    }
    return taken;
}

} // namespace scrip::bench
