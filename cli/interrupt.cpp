// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupt.h"

namespace scrip::cli {

namespace {

std::atomic<JobControl *> current{nullptr};
static_assert(std::atomic<JobControl *>::is_always_lock_free, "a signal handler may only use lock-free atomics");

void onSignal(int)
{
    if (JobControl *control = current.load())
        control->cancel(); // stores an atomic flag and nothing else
}

} // namespace

Interrupt::Interrupt(const JobControlPtr &control)
    : m_control(control)
{
    current.store(control.get());
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, &m_beforeInt);
    sigaction(SIGTERM, &action, &m_beforeTerm);
}

Interrupt::~Interrupt()
{
    sigaction(SIGINT, &m_beforeInt, nullptr);
    sigaction(SIGTERM, &m_beforeTerm, nullptr);
    current.store(nullptr);
}

} // namespace scrip::cli
