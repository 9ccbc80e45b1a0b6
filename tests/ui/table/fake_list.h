// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/export_source.h"

#include <QMutex>

#include <memory>

namespace scrip::testing {

/// A list of a few pages with two rows each, asked from the thread that writes. While it is held, answers wait for
/// letGo(). Outlives the runs.
class FakeList
{
public:
    int pages = 3;
    std::atomic<int> failingPage{0}; ///< Counted from 1; 0: none.
    std::atomic<bool> held{false};

    [[nodiscard]] ExportSource source(bool withAddresses = false)
    {
        ExportSource source;
        source.name = QStringLiteral("things");
        source.rows = QStringLiteral("things");
        source.count = RowCount{pages * 2, true};
        source.columns = shape().columns;
        if (withAddresses)
            source.columns << ExportColumn{QStringLiteral("claimed_email")} << ExportColumn{QStringLiteral("code")};
        source.next = [this](const QString &after, int) { return next(after); };
        return source;
    }

    [[nodiscard]] QStringList asked() const
    {
        const QMutexLocker lock(&m_lock);
        return m_asked;
    }

    /// Answers what waits.
    void letGo()
    {
        held = false;
        const QMutexLocker lock(&m_lock);
        if (m_waiting) {
            m_waiting->addResult(m_answer);
            m_waiting->finish();
            m_waiting.reset();
        }
    }

private:
    using Objects = Result<ExportPage>;

    Answer<ExportPage> next(const QString &after)
    {
        const QMutexLocker lock(&m_lock);
        m_asked << after;
        const int number = after.toInt() + 1;
        Objects answer = pageOf(number);
        if (!held)
            return answered(answer);
        m_answer = answer;
        m_waiting = std::make_unique<QPromise<Objects>>();
        m_waiting->start();
        return m_waiting->future();
    }

    [[nodiscard]] static ExportShape<QJsonObject> shape()
    {
        return {{{QStringLiteral("n"), true}, {QStringLiteral("name")}},
                [](const QJsonObject &object) { return object; }};
    }

    [[nodiscard]] Objects pageOf(int number) const
    {
        if (number == failingPage)
            return Failure::named(QStringLiteral("connection_failed"), QStringLiteral("gone"));
        Page<QJsonObject> page;
        for (int i = 0; i < 2 && pages > 0; ++i)
            page.items << QJsonObject{{QStringLiteral("n"), number * 10 + i},
                                      {QStringLiteral("name"), QStringLiteral("=x")}};
        page.next = number < pages ? QString::number(number) : QString();
        return exportPage(page, shape());
    }

    mutable QMutex m_lock;
    QStringList m_asked;
    std::unique_ptr<QPromise<Objects>> m_waiting;
    Objects m_answer;
};

} // namespace scrip::testing
