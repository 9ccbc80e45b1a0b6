// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/stage_list.h"

#include "core/text_rules.h"
#include "ui/connections/connection_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"

#include <QGridLayout>

namespace scrip {

namespace {

constexpr int nameWidth = 76;

QString dashText()
{
    return QString(QChar(0x2014));
}

} // namespace

StageList::StageList(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::one);
    grid->setVerticalSpacing(space::one);
    grid->setColumnStretch(2, 1);
    grid->setColumnMinimumWidth(1, nameWidth);
    for (const char *stage : {"resolve", "connect", "tls", "login", "schema", "role", "latency"}) {
        Row row{QString::fromLatin1(stage), new GlyphMark(Glyph::Info, Tone::Neutral, this), new Label(this)};
        row.text->setWordWrap(true);
        row.text->setType(Type::Caption);
        const int line = grid->rowCount();
        grid->addWidget(row.mark, line, 0, Qt::AlignTop);
        auto *name = new Label(stageText(row.stage), Type::Caption, this);
        grid->addWidget(name, line, 1, Qt::AlignTop);
        grid->addWidget(row.text, line, 2, Qt::AlignTop);
        m_rows << row;
    }
    setAccessibleName(tr("Stages of the test"));
    clear();
}

void StageList::clear()
{
    for (const Row &row : std::as_const(m_rows)) {
        row.mark->setGlyph(Glyph::Info, Tone::Neutral);
        row.text->setMuted();
        row.text->setText(dashText());
    }
}

void StageList::showRunning()
{
    clear();
    for (const Row &row : std::as_const(m_rows)) {
        row.mark->setGlyph(Glyph::Clock, Tone::Neutral);
        row.text->setText(QString(QChar(0x2026)));
    }
}

void StageList::showTest(const ConnectionTest &test)
{
    clear();
    for (const ConnectionStage &stage : test.stages) {
        for (const Row &row : std::as_const(m_rows)) {
            if (row.stage != stage.name || stage.outcome == StageOutcome::Skipped)
                continue;
            const Tone tone = stageTone(stage.outcome);
            row.mark->setGlyph(glyphOf(tone), tone);
            row.text->setText(
                shownText(stage.hint.isEmpty() ? stage.message : QString(stage.message + u' ' + stage.hint)));
            if (tone == Tone::Good)
                row.text->setMuted();
            else
                row.text->setTone(tone);
        }
    }
}

QString StageList::textOf(const QString &stage) const
{
    for (const Row &row : m_rows) {
        if (row.stage == stage)
            return row.text->text();
    }
    return {};
}

} // namespace scrip
