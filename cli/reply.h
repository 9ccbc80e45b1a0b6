// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/columns.h"

#include <QJsonObject>

namespace scrip::cli {

/// What a verb answers: one object for machines, and which of its fields people see in which order.
struct Reply
{
    enum class Shape {
        Object, ///< The object itself.
        List,   ///< {"items":[…],"next":…}; columns are those of an item.
        Text,   ///< Plain text in either mode, such as a script.
        Printed ///< Everything is out already.
    };

    Shape shape = Shape::Object;
    QJsonObject object;
    Columns columns;
    QString text;
    int status = 0; ///< Exit status; above 0 for an answer that is not ok.

    static Reply of(const QJsonObject &object, const Columns &columns = {}, int status = 0)
    {
        return {Shape::Object, object, columns, {}, status};
    }
    static Reply list(const QJsonObject &object, const Columns &columns)
    {
        return {Shape::List, object, columns, {}, 0};
    }
    static Reply plain(const QString &text) { return {Shape::Text, {}, {}, text, 0}; }
    static Reply printed() { return {Shape::Printed, {}, {}, {}, 0}; }
};

} // namespace scrip::cli
