// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"

#include <functional>
#include <optional>

namespace scrip::testing {

/// Answers of a fake port: at once, or held back until release(). One failure can be put in front of the next answer.
class FakeAnswers
{
public:
    template <typename T> Answer<T> give(const Result<T> &result)
    {
        if (!m_holding)
            return answered<T>(result);
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_held.append([promise, result] {
            promise->addResult(result);
            promise->finish();
        });
        return promise->future();
    }

    void hold() { m_holding = true; }
    /// Gives what was held back, and answers at once from now on.
    void release()
    {
        m_holding = false;
        const auto held = std::exchange(m_held, {});
        for (const auto &one : held)
            one();
    }
    [[nodiscard]] int held() const { return int(m_held.size()); }

private:
    bool m_holding = false;
    QList<std::function<void()>> m_held;
};

} // namespace scrip::testing
