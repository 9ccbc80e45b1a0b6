// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"

#include <csignal>

namespace scrip::cli {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM cancel a job instead of ending the process. One at a time.
class Interrupt
{
public:
    explicit Interrupt(const JobControlPtr &control);
    ~Interrupt();
    Q_DISABLE_COPY_MOVE(Interrupt)

private:
    JobControlPtr m_control;
    struct sigaction m_beforeInt;
    struct sigaction m_beforeTerm;
};

} // namespace scrip::cli
