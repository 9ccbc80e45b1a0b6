// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"

namespace scrip {

/// Waits for an answer: for commands and working threads, never for the GUI thread. A future that ends without a
/// result answers a cancelled failure.
template <typename T> Result<T> awaited(Answer<T> answer)
{
    answer.waitForFinished();
    if (answer.resultCount() > 0)
        return answer.result();
    return Failure::cancelled();
}

} // namespace scrip
