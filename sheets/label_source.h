// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/sheet_job.h"

#include <QList>

#include <functional>

namespace scrip {

/// Where the labels of a run come from, chunk by chunk, so that a million codes need no more memory than ten
/// thousand. Read once, from front to back, by the thread that writes or verifies the sheet.
class LabelSource
{
public:
    static constexpr qsizetype chunk = 10'000;

    LabelSource() = default;
    virtual ~LabelSource() = default;
    Q_DISABLE_COPY_MOVE(LabelSource)

    /// How many labels next() will answer in all.
    [[nodiscard]] virtual qint64 count() const = 0;
    /// The next labels in printing order, at most `chunk`; an empty list after the last.
    virtual Result<QList<LabelContent>> next() = 0;
};

/// Labels already in memory: previews, small batches, tests.
class ListLabelSource : public LabelSource
{
public:
    explicit ListLabelSource(QList<LabelContent> labels)
        : m_labels(std::move(labels))
    {
    }
    [[nodiscard]] qint64 count() const override { return m_labels.size(); }
    Result<QList<LabelContent>> next() override;

private:
    QList<LabelContent> m_labels;
    qsizetype m_at = 0;
};

/// Labels fetched by a function, for instance page by page from the database.
class FetchedLabelSource : public LabelSource
{
public:
    using Fetch = std::function<Result<QList<LabelContent>>()>;

    FetchedLabelSource(qint64 count, Fetch fetch)
        : m_count(count)
        , m_fetch(std::move(fetch))
    {
    }
    [[nodiscard]] qint64 count() const override { return m_count; }
    Result<QList<LabelContent>> next() override { return m_fetch(); }

private:
    qint64 m_count;
    Fetch m_fetch;
};

/// Cuts the chunks of a source into sheets. Owned by one writer or verifier; the source outlives it.
class LabelFeed
{
public:
    explicit LabelFeed(LabelSource &source)
        : m_source(source)
    {
    }
    /// The next `count` labels. Refuses with internal when the source ends early.
    Result<QList<LabelContent>> take(int count);

private:
    LabelSource &m_source;
    QList<LabelContent> m_chunk;
    qsizetype m_at = 0;
};

} // namespace scrip
