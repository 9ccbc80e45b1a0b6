// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/inline_message.h"

#include "ui/help/help_link.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace scrip {

namespace {

constexpr int mostLines = 2; ///< Of a sentence beside its lead.

} // namespace

InlineMessage::InlineMessage(QWidget *parent)
    : QWidget(parent)
    , m_mark(new GlyphMark(Glyph::Info, Tone::Info, this))
    , m_words(nullptr)
    , m_lead(new Label(this))
    , m_text(new Label(this))
    , m_button(makeButton(QString(), ButtonLook::Secondary, this))
    , m_help(new HelpLink(this))
{
    m_lead->setType(Type::Strong);
    m_text->setWordWrap(true);
    setSmall(m_button);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::oneAndHalf, space::one, space::oneAndHalf, space::one);
    row->setSpacing(space::one);
    // Mark and lead stand on the first line, however many there are.
    auto *words = new QHBoxLayout;
    words->setSpacing(space::one);
    words->addWidget(m_mark, 0, Qt::AlignTop);
    m_words = new QHBoxLayout;
    m_words->addWidget(m_lead, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_text);
    addBelowText(column, m_help);
    m_words->addLayout(column, 1);
    words->addLayout(m_words, 1);
    auto *middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addStretch(1);
    middle->addLayout(words);
    middle->addStretch(1);
    row->addLayout(middle, 1);
    row->addWidget(m_button);
    m_button->hide();
    hide();
    connect(m_button, &QPushButton::clicked, this, &InlineMessage::buttonClicked);
}

void InlineMessage::show(Tone tone, const QString &lead, const QString &text)
{
    m_tone = tone;
    static_cast<GlyphMark *>(m_mark)->setGlyph(glyphOf(tone), tone);
    m_lead->setText(lead);
    m_lead->setVisible(!lead.isEmpty());
    m_text->setText(text);
    m_help->setRefusal({});
    setAccessibleName(this->text());
    setVisible(true);
    arrange();
    update();
}

void InlineMessage::arrange()
{
    const int button = m_button->isHidden() ? 0 : m_button->sizeHint().width() + space::one;
    const int room = contentsRect().width() - 2 * space::oneAndHalf - m_mark->sizeHint().width() - space::one -
                     m_lead->sizeHint().width() - space::one - button;
    const QRect needed = m_text->fontMetrics().boundingRect(QRect(0, 0, std::max(1, room), QWIDGETSIZE_MAX),
                                                            Qt::TextWordWrap, m_text->text());
    const bool squeezed = !m_lead->text().isEmpty() && needed.height() > mostLines * lineHeight(Type::Body);
    m_words->setDirection(squeezed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_words->setSpacing(squeezed ? 0 : space::one);
}

void InlineMessage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void InlineMessage::setButton(const QString &text)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
    arrange();
}

void InlineMessage::setHelp(const QString &refusal)
{
    m_help->setRefusal(refusal);
}

void InlineMessage::clear()
{
    hide();
    m_text->clear();
    m_lead->clear();
}

QString InlineMessage::text() const
{
    return m_lead->text().isEmpty() ? m_text->text() : QString(m_lead->text() % u' ' % m_text->text());
}

void InlineMessage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokensOf(this).tint(m_tone));
    painter.drawRoundedRect(rect(), space::radius, space::radius);
}

} // namespace scrip
