// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, its wall clock is off by $CLOCK_SHIFT seconds. Clocks that only run forward are left
// alone.
#include <cstdlib>
#include <ctime>
#include <dlfcn.h>
#include <sys/time.h>

namespace {

time_t shift()
{
    static const char *const text = std::getenv("CLOCK_SHIFT");
    return text ? std::atoll(text) : 0;
}

/// The function that this one stands before.
template <typename F> F *next(const char *name)
{
    return reinterpret_cast<F *>(::dlsym(RTLD_NEXT, name)); // NOLINT
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec *now) noexcept
{
    static auto *const real = next<int(clockid_t, timespec *)>("clock_gettime");
    const int status = real(clock, now);
    if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += shift();
    return status;
}

int gettimeofday(timeval *now, void *zone) noexcept
{
    static auto *const real = next<int(timeval *, void *)>("gettimeofday");
    const int status = real(now, zone);
    if (status == 0)
        now->tv_sec += shift();
    return status;
}

time_t time(time_t *now) noexcept
{
    static auto *const real = next<time_t(time_t *)>("time");
    const time_t shifted = real(nullptr) + shift();
    if (now)
        *now = shifted;
    return shifted;
}
}
