// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/tags_field.h"

#include "core/text_rules.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int edge = 8; ///< From the border of the field to the first tile.
constexpr int tilePadding = 7;
constexpr int tileHeight = 20;
constexpr int tileGap = 4;
constexpr int typingRoom = 64; ///< What tiles leave free for typing.

} // namespace

TagsField::TagsField(QWidget *parent)
    : QLineEdit(parent)
{
    connect(this, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.contains(u','))
            take(false);
        told();
    });
}

QStringList TagsField::tags() const
{
    QStringList all = m_tags;
    const QString pending = text().trimmed();
    if (!pending.isEmpty() && !all.contains(pending))
        all << pending;
    return all;
}

void TagsField::setTags(const QStringList &tags)
{
    m_tags = tags;
    clear();
    told();
}

void TagsField::take(bool all)
{
    QStringList parts = text().split(u',');
    const QString rest = all ? QString() : parts.takeLast();
    for (const QString &part : parts) {
        const QString tag = part.trimmed();
        if (!tag.isEmpty() && !m_tags.contains(tag))
            m_tags << tag;
    }
    setText(rest.trimmed());
    told();
}

void TagsField::remove(int tag)
{
    m_tags.removeAt(tag);
    told();
}

void TagsField::told()
{
    arrange();
    setPlaceholderText(m_tags.isEmpty() ? tr("conference, apac") : QString());
    setAccessibleDescription(m_tags.isEmpty() ? tr("No tags") : tr("Tags: %1").arg(m_tags.join(u", "_s)));
    Q_EMIT tagsChanged();
}

void TagsField::arrange()
{
    const QFontMetrics metrics(textFont(Type::Caption));
    const auto widthOf = [&metrics](const QString &text) {
        return metrics.horizontalAdvance(text) + 2 * tilePadding;
    };
    const int room = std::max(40, width() - 2 * edge - typingRoom);
    m_tiles.clear();
    // The newest ones are shown; how many stand before them is said.
    int used = 0;
    qsizetype first = m_tags.size();
    while (first > 0) {
        const QString text = metrics.elidedText(shownText(m_tags.at(first - 1)), Qt::ElideRight, room - 50);
        const int next = used + widthOf(text) + tileGap;
        if (next + (first > 1 ? 36 : 0) > room && first < m_tags.size())
            break;
        used = next;
        --first;
    }
    int x = edge;
    const auto add = [&](int tag, const QString &text) {
        const QRect box(x, (height() - tileHeight) / 2, widthOf(text), tileHeight);
        m_tiles << Tile{tag, text, box};
        x = box.right() + 1 + tileGap;
    };
    if (first > 0)
        add(-1, u'+' + QString::number(first));
    for (qsizetype i = first; i < m_tags.size(); ++i)
        add(int(i), metrics.elidedText(shownText(m_tags.at(i)), Qt::ElideRight, room - 50));
    setTextMargins(m_tiles.isEmpty() ? 0 : x - edge, 0, 0, 0);
    update();
}

void TagsField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(Type::Caption));
    for (const Tile &tile : m_tiles) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.neutralTint);
        painter.drawRoundedRect(tile.box, 4, 4);
        painter.setPen(isEnabled() && tile.tag >= 0 ? tokens.text : tokens.mutedOn(tokens.neutralTint));
        painter.drawText(tile.box, Qt::AlignCenter, tile.text);
    }
}

void TagsField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    arrange();
}

void TagsField::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !text().trimmed().isEmpty()) {
        take(true);
        return;
    }
    const bool atStart = cursorPosition() == 0 && !hasSelectedText();
    if (event->key() == Qt::Key_Backspace && atStart && !m_tags.isEmpty()) {
        const QString last = m_tags.takeLast();
        setText(last + text());
        setCursorPosition(int(last.size()));
        told();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void TagsField::mousePressEvent(QMouseEvent *event)
{
    for (const Tile &tile : std::as_const(m_tiles)) {
        if (tile.tag >= 0 && tile.box.contains(event->position().toPoint())) {
            remove(tile.tag);
            return;
        }
    }
    QLineEdit::mousePressEvent(event);
}

void TagsField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (!text().trimmed().isEmpty())
        take(true);
}

} // namespace scrip
