// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/count_field.h"

#include "ui/widgets/figures.h"

namespace scrip {

CountField::CountField(QWidget *parent)
    : QLineEdit(parent)
{
    setInputMethodHints(Qt::ImhDigitsOnly);
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (const auto number = count())
            setCount(number);
    });
}

void CountField::setCount(std::optional<qint64> count)
{
    const QString grouped = count ? countText(*count) : QString();
    if (grouped != text())
        setText(grouped);
}

QString CountField::digits() const
{
    QString found;
    for (const QChar c : text()) {
        if (c.isSpace())
            continue;
        // Only the ten digits everybody means: a digit of another script would be a number to Qt, not to the reader.
        if (c < u'0' || c > u'9')
            return {};
        found += c;
    }
    return found;
}

std::optional<qint64> CountField::count() const
{
    bool ok = false;
    const qint64 number = digits().toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

bool CountField::isTooLarge() const
{
    return !digits().isEmpty() && !count();
}

} // namespace scrip
