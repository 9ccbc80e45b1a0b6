// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/shaped_text.h"

#include <QCache>
#include <QFontMetricsF>
#include <QPainter>

namespace scrip {

namespace {

constexpr qsizetype keptLines = 4096;

struct Key
{
    QString text;
    QFont font;

    friend bool operator==(const Key &, const Key &) = default;
    friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.text, key.font); }
};

/// Other people's texts may hold line breaks.
QString onOneLine(QString text)
{
    for (const char16_t end : {u'\n', u'\r', u'\v', u'\f', u'\u2028', u'\u2029'})
        text.replace(QChar(end), u' ');
    return text;
}

QStaticText shaped(const QString &text, const QFont &font)
{
    // Never destroyed, since the application's own end comes first.
    static auto &known = *new QCache<Key, QStaticText>(keptLines);
    const Key key{text, font};
    if (const QStaticText *line = known.object(key))
        return *line;
    QStaticText line(onOneLine(text));
    line.setTextFormat(Qt::PlainText);
    line.prepare({}, font);
    known.insert(key, new QStaticText(line));
    return line;
}

} // namespace

ShapedText::ShapedText(const QString &text, const QFont &font)
    : m_font(font)
    , m_line(shaped(text, font))
{
}

void ShapedText::draw(QPainter *painter, const QRectF &box, Qt::Alignment alignment) const
{
    // A hair's breadth more than the box is no reason to take a letter away.
    if (width() > box.width() + 0.5) {
        const QString cut = QFontMetricsF(m_font).elidedText(m_line.text(), Qt::ElideRight, box.width());
        if (cut != m_line.text()) {
            ShapedText(cut, m_font).draw(painter, {box.topLeft(), QSizeF(box.width() + 1, box.height())}, alignment);
            return;
        }
    }
    qreal left = box.left();
    if (alignment.testFlag(Qt::AlignRight))
        left = box.right() - width();
    else if (alignment.testFlag(Qt::AlignHCenter))
        left = box.left() + (box.width() - width()) / 2;
    painter->setFont(m_font);
    painter->drawStaticText(QPointF(left, box.top() + (box.height() - m_line.size().height()) / 2), m_line);
}

} // namespace scrip
