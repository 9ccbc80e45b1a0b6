// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/list_model.h"

#include <QTimeZone>

#include <functional>

namespace scrip {

/// Columns that tell times in one zone.
template <typename T> class ZonedColumns : public Columns<T>
{
public:
    void setZone(const QTimeZone &zone) { m_zone = zone; }
    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }

protected:
    /// The moment in the zone; an invalid one stays invalid.
    [[nodiscard]] QDateTime zoned(const QDateTime &when) const
    {
        return when.isValid() ? when.toTimeZone(m_zone) : QDateTime();
    }
    [[nodiscard]] QString timeText(const QDateTime &when) const
    {
        return when.isValid() ? plainTime(zoned(when)) : dash();
    }

private:
    QTimeZone m_zone = QTimeZone::utc();
};

/// A short list whose origin is given with what it is about: asks nothing before it has a source. The page owns it.
template <typename T> class SourcedList : public ListModel<T>
{
public:
    /// Asks for the rows behind a cursor; an empty cursor means the first.
    using Source = std::function<Answer<Page<T>>(const QString &after)>;

    explicit SourcedList(std::unique_ptr<ZonedColumns<T>> columns, QObject *parent = nullptr)
        : SourcedList(columns.release(), parent)
    {
    }

    /// The zone in which times are told.
    void setZone(const QTimeZone &zone)
    {
        if (zone == m_cells->zone())
            return;
        m_cells->setZone(zone);
        Q_EMIT this->headerDataChanged(Qt::Horizontal, 0, m_cells->count() - 1);
        if (this->rowCount() > 0)
            Q_EMIT this->dataChanged(this->index(0, 0), this->index(this->rowCount() - 1, m_cells->count() - 1));
    }

    /// Takes the rows away and asks at once; an empty source shows nothing.
    void setSource(const Source &source)
    {
        m_source = source;
        this->clearRows();
        reload();
    }
    /// Shows what is here already. Rows that stay keep their selection.
    void setRows(const QList<T> &rows)
    {
        m_source = [rows](const QString &) { return answered<Page<T>>(Page<T>{rows, {}}); };
        reload();
    }

    void reload() override
    {
        if (m_source)
            ListModel<T>::reload();
    }

protected:
    Answer<Page<T>> ask(const QString &after) override { return m_source(after); }

private:
    SourcedList(ZonedColumns<T> *columns, QObject *parent)
        : ListModel<T>(std::unique_ptr<Columns<T>>(columns), parent)
        , m_cells(columns)
    {
    }

    ZonedColumns<T> *m_cells; ///< Owned by the base.
    Source m_source;
};

} // namespace scrip
