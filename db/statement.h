// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/parameter.h"

namespace scrip {

/// One SQL statement with its arguments, which travel beside the text as $1, $2 … and are never pasted into it. A
/// value.
class Statement
{
public:
    /// Any statement, such as `SELECT 1 WHERE $1`.
    template <typename... T>
    explicit Statement(const QByteArray &text, const T &...arguments)
        : m_text(text)
        , m_parameters{ParameterTrait<T>::of(arguments)...}
    {
    }

    /// `SELECT function($1, …)`: one value. The name is written in the program, never made of data.
    template <typename... T> static Statement call(const char *function, const T &...arguments)
    {
        return called(function, {ParameterTrait<T>::of(arguments)...});
    }
    static Statement called(const QByteArray &function, const QList<Parameter> &parameters);

    /// `SELECT columns FROM function($1, …)`.
    template <typename... T> static Statement rows(const char *columns, const char *function, const T &...arguments)
    {
        const QList<Parameter> parameters{ParameterTrait<T>::of(arguments)...};
        return {QByteArray("SELECT ") + columns + " FROM " + function + placeholders(parameters.size()), parameters};
    }

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] const QList<Parameter> &parameters() const { return m_parameters; }

private:
    Statement(const QByteArray &text, const QList<Parameter> &parameters);
    static QByteArray placeholders(qsizetype count);

    QByteArray m_text;
    QList<Parameter> m_parameters;
};

} // namespace scrip
