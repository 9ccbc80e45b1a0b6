// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/paged_table_model.h"

#include <QPromise>

#include <cmath>
#include <functional>

namespace scrip::testing {

/// Answers that wait until the test lets them go, in the order the test likes.
class Queue
{
public:
    template <typename T> Answer<T> later(std::function<Result<T>()> make)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        m_waiting.append([promise, make] {
            promise->addResult(make());
            promise->finish();
        });
        return promise->future();
    }

    [[nodiscard]] qsizetype size() const { return m_waiting.size(); }
    /// Gives the answer that waits at this place.
    void answer(qsizetype at = 0) { m_waiting.takeAt(at)(); }
    /// Gives what waits and what is asked meanwhile, until nothing is asked any more.
    void drain()
    {
        QCoreApplication::processEvents();
        while (!m_waiting.isEmpty()) {
            answer();
            // The watcher tells by an event, the model asks again by another.
            QCoreApplication::processEvents();
            QCoreApplication::processEvents();
        }
    }

private:
    QList<std::function<void()>> m_waiting;
};

/// A list of numbers that may change while it is read. The cursor of a row is its number; the list is sorted.
struct NumberList
{
    QList<int> rows;
    bool exact = true;
    qint64 countedWrong = 0; ///< Added to the count.
    bool fails = false;
    Queue queue;
    QStringList asked; ///< What pages were asked for.

    [[nodiscard]] Page<int> read(const PageAt &at) const
    {
        const auto begin = rows.cbegin();
        qsizetype from = 0;
        if (at.back) {
            const qsizetype end =
                at.cursor.isEmpty() ? rows.size() : std::lower_bound(begin, rows.cend(), at.cursor.toInt()) - begin;
            from = std::max<qsizetype>(0, end - at.limit);
            return {rows.mid(from, end - from), {}};
        }
        if (!at.cursor.isEmpty())
            from = std::upper_bound(begin, rows.cend(), at.cursor.toInt()) - begin;
        Page<int> page{rows.mid(from, at.limit), {}};
        if (from + page.items.size() < rows.size())
            page.next = QString::number(page.items.last());
        return page;
    }
};

class NumberSource : public PageSource<int>
{
public:
    explicit NumberSource(NumberList &list)
        : m_list(list)
    {
    }

    Answer<Page<int>> page(const PageAt &at) override
    {
        m_list.asked.append(QStringLiteral("%1%2 %3").arg(QChar(at.back ? u'<' : u'>')).arg(at.cursor).arg(at.limit));
        return m_list.queue.later<Page<int>>([&list = m_list, at]() -> Result<Page<int>> {
            if (list.fails)
                return Failure::named(QStringLiteral("connection_failed"), QStringLiteral("gone"));
            return list.read(at);
        });
    }
    Answer<RowCount> count() override
    {
        return m_list.queue.later<RowCount>([&list = m_list]() -> Result<RowCount> {
            if (list.fails)
                return Failure::named(QStringLiteral("connection_failed"), QStringLiteral("gone"));
            return RowCount{list.rows.size() + list.countedWrong, list.exact};
        });
    }
    Answer<QString> position(double fraction) override
    {
        m_list.asked.append(QStringLiteral("position"));
        return m_list.queue.later<QString>([&list = m_list, fraction]() -> Result<QString> {
            const auto at = qsizetype(std::ceil(fraction * double(list.rows.size())));
            return at < 1 ? QString() : QString::number(list.rows.at(std::min(at, list.rows.size()) - 1));
        });
    }
    [[nodiscard]] QString cursor(const int &row) const override { return QString::number(row); }

private:
    NumberList &m_list;
};

class NumberColumns : public Columns<int>
{
public:
    [[nodiscard]] int count() const override { return 1; }
    [[nodiscard]] QString title(int) const override { return QStringLiteral("Number"); }
    [[nodiscard]] QString text(const int &row, int) const override { return QString::number(row); }
    [[nodiscard]] QVariant raw(const int &row, int) const override { return row; }
    [[nodiscard]] QString id(const int &row) const override { return QString::number(row); }
    [[nodiscard]] bool isFigure(int) const override { return true; }
};

} // namespace scrip::testing
