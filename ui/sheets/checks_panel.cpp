// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/checks_panel.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>

#include <algorithm>

namespace scrip {

namespace {

QWidget *rowOf(const CheckLine &line)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::one);
    // What blocks is told in full, however long it is.
    const bool blocks = line.tone == Tone::Bad;
    auto *text = new Label(line.text);
    text->setWordWrap(blocks);
    text->setElided(!blocks);
    layout->addWidget(new GlyphMark(glyphOf(line.tone), line.tone), 0, blocks ? Qt::AlignTop : Qt::Alignment());
    layout->addWidget(text, 1);
    if (!line.measure.isEmpty())
        layout->addWidget(Label::muted(line.measure));
    if (!blocks)
        row->setFixedHeight(lineHeight(Type::Body));
    return row;
}

} // namespace

ChecksPanel::ChecksPanel(QWidget *parent)
    : Panel(tr("Checks"), parent)
    , m_verdict(new Pill)
{
    addHeadWidget(m_verdict);
    m_verdict->hide();
}

void ChecksPanel::setLines(const QList<CheckLine> &lines)
{
    if (m_rows && lines == m_lines)
        return;
    m_lines = lines;
    delete m_rows;
    m_rows = new QWidget;
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    for (const CheckLine &line : lines)
        column->addWidget(rowOf(line));
    body()->insertWidget(0, m_rows);
    showVerdict();
}

void ChecksPanel::showVerdict()
{
    const auto any = [this](Tone tone) {
        return std::any_of(m_lines.cbegin(), m_lines.cend(),
                           [tone](const CheckLine &line) { return line.tone == tone; });
    };
    m_verdict->setVisible(!m_lines.isEmpty());
    // As the worst of them: green beside a warning would be read alone.
    if (any(Tone::Bad))
        m_verdict->setLook({tr("Not printable"), Tone::Bad, PillShape::Cross});
    else if (any(Tone::Warn))
        m_verdict->setLook({tr("Look first"), Tone::Warn, PillShape::HalfDisc});
    else
        m_verdict->setLook({tr("Ready to print"), Tone::Good, PillShape::Tick});
}

} // namespace scrip
