// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/subject_bar.h"

#include "core/text_rules.h"
#include "ui/sheets/sheet_subject.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/figures.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace scrip {

namespace {

constexpr int eventWidth = 152;
constexpr int batchWidth = 252;

QString batchText(const Batch &batch)
{
    const QString codes = countText(batch.count);
    const int count = int(batch.count);
    if (batch.state == BatchState::Minting)
        return SubjectBar::tr("Batch %1 · %2 of %3 minted")
            .arg(QString::number(batch.number), codes, countText(batch.requested));
    if (batch.printed == 0)
        return SubjectBar::tr("Batch %1 · %2 code(s), none printed", nullptr, count)
            .arg(QString::number(batch.number), codes);
    if (batch.printed >= batch.count)
        return SubjectBar::tr("Batch %1 · %2 code(s), all printed", nullptr, count)
            .arg(QString::number(batch.number), codes);
    return SubjectBar::tr("Batch %1 · %2 code(s), %3 printed", nullptr, count)
        .arg(QString::number(batch.number), codes, countText(batch.printed));
}

/// Gives the box these entries and that choice without telling anybody; an open list is not pulled away.
void fill(QComboBox *box, const QStringList &texts, const QStringList &ids, const QString &chosen)
{
    const QSignalBlocker quiet(box);
    bool same = box->count() == ids.size();
    for (int i = 0; same && i < box->count(); ++i)
        same = box->itemData(i).toString() == ids.at(i);
    if (!same) {
        box->clear();
        for (qsizetype i = 0; i < ids.size(); ++i)
            box->addItem(QString(), ids.at(i));
    }
    for (int i = 0; i < box->count(); ++i)
        box->setItemText(i, texts.at(i));
    box->setCurrentIndex(int(ids.indexOf(chosen)));
    // A tool tip would interpret markup, and names come from the database.
    box->setToolTip(box->currentText().toHtmlEscaped());
    box->setEnabled(!ids.isEmpty());
}

} // namespace

SubjectBar::SubjectBar(SheetSubject &subject, QWidget *parent)
    : QWidget(parent)
    , m_subject(subject)
    , m_events(new QComboBox)
    , m_batches(new QComboBox)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::one);
    for (QComboBox *box : {m_events, m_batches}) {
        // As wide as the header has room for, however long a name is.
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        row->addWidget(box);
    }
    m_events->setFixedWidth(eventWidth);
    m_batches->setFixedWidth(batchWidth);
    m_events->setAccessibleName(tr("Event"));
    m_batches->setAccessibleName(tr("Batch"));
    connect(&subject, &SheetSubject::changed, this, &SubjectBar::follow);
    connect(m_events, &QComboBox::activated, this, [this](int index) {
        m_subject.chooseEvent(EventId::fromText(m_events->itemData(index).toString()));
        Q_EMIT chosen();
    });
    connect(m_batches, &QComboBox::activated, this, [this](int index) {
        m_subject.chooseBatch(BatchId::fromText(m_batches->itemData(index).toString()));
        Q_EMIT chosen();
    });
    follow();
}

void SubjectBar::follow()
{
    followEvents();
    followBatches();
}

void SubjectBar::followEvents()
{
    QStringList texts;
    QStringList ids;
    const QList<Event> events = m_subject.events();
    for (const Event &event : events) {
        texts << shownText(event.name);
        ids << event.id.toText();
    }
    fill(m_events, texts, ids, m_subject.event() ? m_subject.event()->id.toText() : QString());
}

void SubjectBar::followBatches()
{
    QStringList texts;
    QStringList ids;
    const QList<Batch> batches = m_subject.batches();
    for (const Batch &batch : batches) {
        texts << batchText(batch);
        ids << batch.id.toText();
    }
    fill(m_batches, texts, ids, m_subject.batch() ? m_subject.batch()->id.toText() : QString());
}

} // namespace scrip
