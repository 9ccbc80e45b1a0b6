// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/write_context.h"
#include "db/statement.h"

#include <QJsonObject>

namespace scrip {

/// A call of a function that writes: all that it takes to send it, and to send it again. A value.
struct WriteCall
{
    QByteArray function; ///< Such as "scrip.pause_event".
    QString key;
    QString as;
    QList<Parameter> arguments; ///< Those behind the key and who it is for.

    template <typename... T>
    static WriteCall of(const char *function, const WriteContext &context, const T &...arguments)
    {
        return {function, context.key, context.as, {ParameterTrait<T>::of(arguments)...}};
    }

    [[nodiscard]] Statement statement() const;
    /// False for a call read from the journal that lacks what was withheld from it: only whoever made it can send it
    /// again, under the same key.
    [[nodiscard]] bool isWhole() const;
    /// Without the arguments that may not be written down.
    [[nodiscard]] QJsonObject toJson() const;
    /// An empty function when that is none.
    static WriteCall fromJson(const QJsonObject &json);
};

} // namespace scrip
