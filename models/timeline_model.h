// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/lookup_store.h"
#include "models/sourced_list.h"

namespace scrip {

/// The cells of something that happened.
class TimelineColumns : public ZonedColumns<TimelineItem>
{
public:
    enum Column { At, Kind, Summary, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const TimelineItem &item, int column) const override;
    /// At: QDateTime in the zone; Kind: name of the contract; otherwise the text.
    [[nodiscard]] QVariant raw(const TimelineItem &item, int column) const override;
    [[nodiscard]] QString id(const TimelineItem &item) const override;
    [[nodiscard]] bool isFigure(int) const override { return false; }
};

/// Everything that happened to a person, an organization or a code, latest first. The store tells it from the
/// beginning on, so all of it is read before anything is shown. Borrows the store.
class TimelineModel : public SourcedList<TimelineItem>
{
    Q_OBJECT
public:
    explicit TimelineModel(LookupStore &store, QObject *parent = nullptr);

    /// Shows the timeline of another subject: takes the rows away and asks at once.
    void setSubject(const TimelineQuery &subject);
    /// Shows nothing.
    void clear();
    /// There was more than is kept: the latest are missing. For a line above the table.
    [[nodiscard]] bool isCutOff() const { return m_cutOff; }

    /// As many items are read at most.
    static constexpr int mostItems = 10'000;

private:
    using Promise = std::shared_ptr<QPromise<Result<Page<TimelineItem>>>>;

    Answer<Page<TimelineItem>> readAll();
    void readOn(const TimelineQuery &query, const QList<TimelineItem> &before, int reading, const Promise &promise);

    LookupStore &m_store;
    TimelineQuery m_subject;
    int m_reading = 0; ///< Counts the readings; what an earlier one still brings is not read on.
    bool m_cutOff = false;
};

} // namespace scrip
