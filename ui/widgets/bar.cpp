// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/bar.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/shaped_text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace scrip {

namespace {

constexpr int beforeFigures = 8;

} // namespace

qreal shareOf(qint64 done, qint64 total)
{
    return total > 0 ? qBound(0.0, qreal(done) / qreal(total), 1.0) : 0.0;
}

void paintBar(QPainter *painter, const QRectF &box, const QList<BarPart> &parts, const Tokens &tokens)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(box, 2, 2);
    painter->setClipPath(outline, Qt::IntersectClip);
    painter->fillRect(box, tokens.track);
    qreal x = box.left();
    for (const BarPart &part : parts) {
        // What is more than nothing can be seen.
        const qreal width = part.share > 0 ? std::max(1.5, box.width() * part.share) : 0;
        const QRectF stretch(x, box.top(), width, box.height());
        painter->fillRect(stretch, part.hatched ? tokens.tint(part.tone) : tokens.strong(part.tone));
        if (part.hatched)
            painter->fillRect(stretch, QBrush(tokens.strong(part.tone), Qt::BDiagPattern));
        x += width;
    }
    painter->restore();
}

Bar::Bar(QWidget *parent, int height)
    : QWidget(parent)
    , m_height(height)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Bar::setParts(const QList<BarPart> &parts)
{
    m_parts = parts;
    update();
}

void Bar::setShare(qreal share, Tone tone)
{
    setParts({BarPart{share, tone, false}});
}

QSize Bar::sizeHint() const
{
    return {80, m_height};
}

void Bar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBar(&painter, QRectF(0, (height() - m_height) / 2.0, width(), m_height), m_parts, tokensOf(this));
}

QHBoxLayout *barRow(Bar *bar, int width, Label *beside)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::oneAndHalf);
    bar->setFixedWidth(width);
    row->addWidget(bar);
    row->addWidget(beside, 1);
    return row;
}

BarDelegate::BarDelegate(QObject *parent, LookOf lookOf, int barWidth)
    : RowDelegate(parent)
    , m_lookOf(std::move(lookOf))
    , m_barWidth(barWidth)
{
}

qreal BarDelegate::contentWidth(const QModelIndex &index) const
{
    const BarLook look = m_lookOf(index);
    const qreal figures = ShapedText(look.of, font()).width() + ShapedText(look.figure, font()).width();
    return figures > 0 ? figures + beforeFigures : 0;
}

void BarDelegate::paintCell(QPainter *painter, const Cell &cell) const
{
    const BarLook look = m_lookOf(cell.index);
    const ShapedText of(look.of, cell.font);
    const ShapedText figure(look.figure, cell.font);
    const qreal ofWidth = of.width();
    // A bar may shrink; a figure without its leading digits would be another figure.
    const qreal room = cell.box.width() - ofWidth - figure.width() - beforeFigures;
    const qreal width = std::clamp<qreal>(room, 0, m_barWidth);
    paintBar(painter, QRectF(cell.box.left(), cell.box.center().y() - 2, width, 6), look.parts, cell.tokens);
    QRectF box = QRectF(cell.box).adjusted(width + beforeFigures, 0, 0, 0);
    if (box.width() < ofWidth + beforeFigures)
        return;
    painter->setPen(cell.tokens.mutedOn(cell.selected ? cell.tokens.selection : cell.tokens.base));
    of.draw(painter, box, Qt::AlignRight);
    painter->setPen(cell.text);
    figure.draw(painter, box.adjusted(0, 0, -ofWidth, 0), Qt::AlignRight);
}

} // namespace scrip
