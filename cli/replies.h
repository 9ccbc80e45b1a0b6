// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/reply.h"
#include "core/object_json.h"
#include "core/ports/stores.h"

namespace scrip::cli {

/// The answer of a write: the object as it stands now, and whether the same call had been made before.
[[nodiscard]] inline Reply writtenReply(QJsonObject object, bool replayed, const Columns &columns)
{
    object.insert(QStringLiteral("replayed"), replayed);
    return Reply::of(object, columns);
}

template <typename T> Result<Reply> written(const Result<Written<T>> &answer, const Columns &columns)
{
    if (!answer)
        return answer.failure();
    return writtenReply(toJson(answer->object), answer->replayed, columns);
}

} // namespace scrip::cli
