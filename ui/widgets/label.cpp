// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include <QPainter>
#include <QStyle>

namespace scrip {

Label::Label(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setType(Type::Body);
}

Label::Label(const QString &text, Type type, QWidget *parent)
    : Label(parent)
{
    setType(type);
    setText(text);
}

Label *Label::muted(const QString &text, Type type, QWidget *parent)
{
    auto *label = new Label(text, type, parent);
    label->setMuted();
    return label;
}

void Label::setType(Type type)
{
    setFont(textFont(type));
}

void Label::setMuted(bool muted)
{
    m_ink = muted ? Ink::Muted : Ink::Text;
    update();
}

void Label::setTone(Tone tone)
{
    m_ink = Ink::Toned;
    m_tone = tone;
    update();
}

void Label::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
}

QColor Label::ink() const
{
    const Tokens &t = tokensOf(this);
    if (!isEnabled())
        return palette().color(QPalette::Disabled, QPalette::WindowText);
    if (m_ink == Ink::Muted)
        return t.muted;
    return m_ink == Ink::Toned ? t.strong(m_tone) : t.text;
}

QSize Label::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(std::min(hint.width(), 24), hint.height()) : hint;
}

void Label::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(ink());
    painter.setFont(font());
    const QRect box = contentsRect();
    const Qt::Alignment align = QStyle::visualAlignment(layoutDirection(), alignment());
    if (wordWrap()) {
        painter.drawText(box, int(align) | Qt::TextWordWrap, text());
        return;
    }
    const QString shown = m_elided ? fontMetrics().elidedText(text(), Qt::ElideRight, box.width()) : text();
    if (m_elided) {
        // A tool tip would interpret markup, and names come from the database.
        const QString full = shown == text() ? QString() : text().toHtmlEscaped();
        if (toolTip() != full)
            setToolTip(full);
    }
    painter.drawText(box, int(align), shown);
}

Line::Line(Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Line::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokensOf(this).line);
}

} // namespace scrip
