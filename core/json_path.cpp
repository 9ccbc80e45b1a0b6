// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_path.h"

namespace scrip {

QJsonValue valueAt(const QJsonObject &object, const QString &path)
{
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0)
        return object.value(path);
    return valueAt(object.value(path.first(dot)).toObject(), path.sliced(dot + 1));
}

} // namespace scrip
