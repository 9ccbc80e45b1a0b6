// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/rows.h"

#include <QJsonDocument>
#include <QtEndian>

#include <bit>
#include <limits>

#include <libpq-fe.h>

namespace scrip {

namespace {

/// Microseconds are counted from the year 2000.
constexpr qint64 epochMs = 946'684'800'000;

template <typename T> T bigEndian(const char *data)
{
    return qFromBigEndian<T>(data);
}

} // namespace

QString ColumnTrait<QString>::of(const Cell &cell)
{
    return cell.null ? QString() : QString::fromUtf8(cell.data, cell.size);
}

bool ColumnTrait<bool>::of(const Cell &cell)
{
    return cell.size == 1 && *cell.data != 0;
}

qint64 ColumnTrait<qint64>::of(const Cell &cell)
{
    switch (cell.size) {
    case 8:
        return bigEndian<qint64>(cell.data);
    case 4:
        return bigEndian<qint32>(cell.data);
    case 2:
        return bigEndian<qint16>(cell.data);
    default:
        return 0;
    }
}

int ColumnTrait<int>::of(const Cell &cell)
{
    return static_cast<int>(ColumnTrait<qint64>::of(cell));
}

double ColumnTrait<double>::of(const Cell &cell)
{
    return cell.size == 8 ? std::bit_cast<double>(bigEndian<quint64>(cell.data)) : 0.0;
}

QUuid ColumnTrait<QUuid>::of(const Cell &cell)
{
    return cell.size == 16 ? QUuid::fromRfc4122(QByteArrayView(cell.data, 16)) : QUuid();
}

QDateTime ColumnTrait<QDateTime>::of(const Cell &cell)
{
    if (cell.size != 8)
        return {};
    const qint64 us = bigEndian<qint64>(cell.data);
    if (us == std::numeric_limits<qint64>::max() || us == std::numeric_limits<qint64>::min())
        return {};
    const qint64 ms = us >= 0 ? us / 1000 : -((-us + 999) / 1000);
    return QDateTime::fromMSecsSinceEpoch(epochMs + ms, Qt::UTC);
}

QJsonValue ColumnTrait<QJsonValue>::of(const Cell &cell)
{
    if (cell.size < 2)
        return QJsonValue::Null;
    // A version byte stands before the text. Wrapped, because a document takes no bare value.
    const QByteArray text = QByteArray('[' + QByteArray::fromRawData(cell.data + 1, cell.size - 1) + ']');
    return QJsonDocument::fromJson(text).array().at(0);
}

QStringList ColumnTrait<QStringList>::of(const Cell &cell)
{
    // Number of dimensions, whether there are nulls, type; length and first index; then length and bytes of each.
    constexpr int header = 20;
    if (cell.size < header)
        return {};
    QStringList texts;
    const int count = bigEndian<qint32>(cell.data + 12);
    const char *at = cell.data + header;
    for (int i = 0; i < count; ++i) {
        const int size = bigEndian<qint32>(at);
        at += 4;
        texts << QString::fromUtf8(at, qMax(size, 0));
        at += qMax(size, 0);
    }
    return texts;
}

Rows::Rows(pg_result *result)
    : m_result(result, PQclear)
{
}

int Rows::count() const
{
    return m_result ? PQntuples(m_result.get()) : 0;
}

Cell Rows::cell(int row, int column) const
{
    const PGresult *result = m_result.get();
    if (PQgetisnull(result, row, column) != 0)
        return {};
    return {PQgetvalue(result, row, column), PQgetlength(result, row, column), false};
}

} // namespace scrip
