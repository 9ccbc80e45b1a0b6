// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customer_head.h"

#include "core/text_rules.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QPainter>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int headHeight = 64;
constexpr int markSide = 40;

Glyph glyphOf(Customer::Kind kind)
{
    return kind == Customer::Kind::Code ? Glyph::Code : Glyph::Database;
}

PillLook stateOf(const Customer &customer)
{
    if (customer.kind == Customer::Kind::Code)
        return statusPill(customer.match.fields["state"_L1].toString());
    return customer.person.active ? PillLook{CustomerHead::tr("Active user"), Tone::Good, PillShape::Disc}
                                  : PillLook{CustomerHead::tr("Not active"), Tone::Warn, PillShape::Bars};
}

} // namespace

QString initialsOf(const QString &email)
{
    QString initials;
    bool fresh = true;
    for (const QChar one : email.section(u'@', 0, 0)) {
        if (one.isLetterOrNumber() && fresh && initials.size() < 2)
            initials += one.toUpper();
        fresh = !one.isLetterOrNumber();
    }
    return initials;
}

CustomerHead::CustomerHead(QWidget *parent)
    : QWidget(parent)
    , m_title(new Label({}, Type::Section, this))
    , m_state(new Pill(this))
    , m_about(Label::muted({}, Type::Body, this))
{
    setFixedHeight(headHeight);
    m_title->setElided();
    m_about->setElided();
    auto *first = new QHBoxLayout;
    first->setSpacing(space::one);
    first->addWidget(m_title);
    first->addWidget(m_state);
    first->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pageLeft + markSide + space::two, space::oneAndHalf, space::pageRight,
                               space::oneAndHalf);
    column->setSpacing(0);
    column->addLayout(first);
    column->addWidget(m_about);
}

void CustomerHead::showCustomer(const Customer &customer)
{
    m_kind = customer.kind;
    m_initials = m_kind == Customer::Kind::Person ? initialsOf(customer.person.email) : QString();
    m_title->setText(customer.title());
    m_title->setFont(m_kind == Customer::Kind::Code ? codeFont(QFont::Bold, 14) : textFont(Type::Section));
    m_state->setVisible(m_kind != Customer::Kind::Organization);
    m_state->setLook(stateOf(customer));
    QStringList parts;
    for (const Membership &one : customer.organizations())
        parts.append(one.role.isEmpty() ? shownText(one.name)
                                        : tr("%1 of %2").arg(shownText(one.role), shownText(one.name)));
    const bool person = m_kind == Customer::Kind::Person;
    m_about->setText(person && !parts.isEmpty() ? parts.join(u", "_s) : customer.about());
    setAccessibleName(customer.title());
    update();
}

QString CustomerHead::title() const
{
    return m_title->text();
}

void CustomerHead::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    const QRectF mark(space::pageLeft, (height() - markSide) / 2.0, markSide, markSide);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.tint(Tone::Accent));
    painter.drawEllipse(mark);
    if (m_initials.isEmpty()) {
        paintGlyph(&painter, QRectF(mark.center() - QPointF(8, 8), QSizeF(16, 16)), glyphOf(m_kind),
                   t.onTint(Tone::Accent));
        return;
    }
    painter.setFont(textFont(Type::Section));
    painter.setPen(t.onTint(Tone::Accent));
    painter.drawText(mark, Qt::AlignCenter, m_initials);
}

} // namespace scrip
