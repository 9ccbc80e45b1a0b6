// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_filter_bar.h"

#include "core/code_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/pill.h"

#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr CodeState states[] = {CodeState::Available, CodeState::Claimed, CodeState::Disabled, CodeState::Reissued};
constexpr int prefixWidth = 200;
constexpr int longestName = 18;

/// A name as long as a chip may be.
QString shortened(const QString &name)
{
    return name.size() <= longestName ? name : QString(name.left(longestName - 1).trimmed() % QChar(0x2026));
}

QString anyState()
{
    return u"all"_s;
}

} // namespace

CodeFilterBar::CodeFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_chips(new FilterChips(this))
    , m_eventMenu(new QMenu(this))
    , m_batchMenu(new QMenu(this))
    , m_prefixMenu(new QMenu(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_chips);
    QList<ChipSpec> choices{{anyState(), tr("All")}};
    for (const CodeState state : states)
        choices.append({codeStateName(state), statusPill(codeStateName(state)).text});
    m_chips->setChoices(choices);
    buildMenus();
    buildPrefix();
    m_chips->addAdder(u"event"_s, tr("Event"), m_eventMenu);
    m_chips->addAdder(u"batch"_s, tr("Batch"), m_batchMenu);
    m_chips->addAdder(u"prefix"_s, tr("Prefix"), m_prefixMenu);
    connect(m_chips, &FilterChips::chosenChanged, this, [this](const QString &id) {
        CodeFilter wanted = m_filter;
        wanted.state = codeStateFromName(id);
        change(wanted);
    });
    connect(m_chips, &FilterChips::valueRemoved, this, &CodeFilterBar::onRemoved);
}

void CodeFilterBar::buildMenus()
{
    connect(m_eventMenu, &QMenu::aboutToShow, this, &CodeFilterBar::fillEvents);
    connect(m_batchMenu, &QMenu::aboutToShow, this, &CodeFilterBar::fillBatches);
}

void CodeFilterBar::buildPrefix()
{
    auto *box = new QWidget(m_prefixMenu);
    auto *row = new QVBoxLayout(box);
    row->setContentsMargins(space::one, space::half, space::one, space::half);
    m_prefix = new QLineEdit(box);
    m_prefix->setFont(codeFont());
    m_prefix->setFixedWidth(prefixWidth);
    m_prefix->setPlaceholderText(tr("NEAR…"));
    m_prefixForm = new FormField(tr("Beginning of the code"), m_prefix, {}, box);
    row->addWidget(m_prefixForm);
    auto *action = new QWidgetAction(m_prefixMenu);
    action->setDefaultWidget(box);
    m_prefixMenu->addAction(action);
    connect(m_prefixMenu, &QMenu::aboutToShow, m_prefix, [this] {
        m_prefixForm->setError({});
        m_prefix->setText(m_filter.prefix);
        m_prefix->selectAll();
        m_prefix->setFocus(Qt::PopupFocusReason);
    });
    connect(m_prefix, &QLineEdit::textEdited, m_prefixForm, [this] { m_prefixForm->setError({}); });
    connect(m_prefix, &QLineEdit::returnPressed, this, &CodeFilterBar::takePrefix);
}

/// What is too long stays typed: cut, it would find other codes.
void CodeFilterBar::takePrefix()
{
    CodeFilter wanted = m_filter;
    wanted.prefix = m_prefix->text().trimmed().toUpper();
    if (wanted.prefix.size() > CodeText::maxLength) {
        m_prefixForm->setError(tr("At most %1 characters.").arg(CodeText::maxLength));
        return;
    }
    m_prefixMenu->close();
    change(wanted);
}

void CodeFilterBar::openPrefix()
{
    m_prefixMenu->popup(mapToGlobal(QPoint(space::pageLeft, height())));
}

void CodeFilterBar::fillEvents()
{
    m_eventMenu->clear();
    for (const Event &event : std::as_const(m_events)) {
        QAction *entry = m_eventMenu->addAction(QString(event.name).replace(u'&', u"&&"_s));
        connect(entry, &QAction::triggered, this, [this, id = event.id] {
            CodeFilter wanted = m_filter;
            wanted.event = id;
            wanted.batch = {};
            change(wanted);
        });
    }
    if (m_events.isEmpty())
        m_eventMenu->addAction(tr("No event yet"))->setEnabled(false);
}

void CodeFilterBar::fillBatches()
{
    m_batchMenu->clear();
    for (const Batch &batch : std::as_const(m_batches)) {
        if (!m_filter.event.isNull() && batch.eventId != m_filter.event)
            continue;
        const QString text = tr("%1 · batch %2 · %3 codes")
                                 .arg(batch.eventName, QString::number(batch.number), countText(batch.count));
        QAction *entry = m_batchMenu->addAction(QString(text).replace(u'&', u"&&"_s));
        connect(entry, &QAction::triggered, this, [this, id = batch.id, event = batch.eventId] {
            CodeFilter wanted = m_filter;
            wanted.batch = id;
            wanted.event = event;
            change(wanted);
        });
    }
    if (m_batchMenu->isEmpty())
        m_batchMenu->addAction(tr("No batch yet"))->setEnabled(false);
}

void CodeFilterBar::change(const CodeFilter &filter)
{
    if (filter == m_filter)
        return;
    setFilter(filter);
    Q_EMIT filterChanged(filter);
}

void CodeFilterBar::setFilter(const CodeFilter &filter)
{
    m_filter = filter;
    m_chips->setChosen(filter.state ? codeStateName(*filter.state) : anyState());
    showValues();
}

void CodeFilterBar::onRemoved(const QString &id)
{
    CodeFilter wanted = m_filter;
    if (id == u"event"_s)
        wanted.event = {}, wanted.batch = {};
    else if (id == u"batch"_s)
        wanted.batch = {};
    else
        wanted.prefix.clear();
    change(wanted);
}

void CodeFilterBar::showValues()
{
    QString event;
    QString batch;
    for (const Event &one : std::as_const(m_events))
        event = one.id == m_filter.event ? one.name : event;
    for (const Batch &one : std::as_const(m_batches))
        batch = one.id == m_filter.batch ? QString::number(one.number) : batch;
    // A name not known (yet) is no reason to hide that there is a filter.
    if (!m_filter.event.isNull() && event.isEmpty())
        event = m_filter.event.toText().left(8);
    if (!m_filter.batch.isNull() && batch.isEmpty())
        batch = m_filter.batch.toText().left(8);
    m_chips->setValue(u"event"_s, tr("Event"), shortened(event));
    m_chips->setValue(u"batch"_s, tr("Batch"), batch);
    m_chips->setValue(u"prefix"_s, tr("Prefix"), shortened(m_filter.prefix));
    m_chips->setAdderVisible(u"event"_s, event.isEmpty());
    m_chips->setAdderVisible(u"batch"_s, batch.isEmpty());
    m_chips->setAdderVisible(u"prefix"_s, m_filter.prefix.isEmpty());
}

void CodeFilterBar::setEvents(const QList<Event> &events)
{
    m_events = events;
    showValues();
}

void CodeFilterBar::setBatches(const QList<Batch> &batches)
{
    m_batches = batches;
    showValues();
}

void CodeFilterBar::setCount(CodeState state, std::optional<RowCount> count)
{
    m_counts[state] = count;
    m_chips->setCount(codeStateName(state), count ? std::optional(count->count) : std::nullopt,
                      count && !count->exact);
    showAll();
}

void CodeFilterBar::showAll()
{
    RowCount all;
    for (const CodeState state : states) {
        const std::optional<RowCount> count = m_counts.value(state);
        if (!count) {
            m_chips->setCount(anyState(), std::nullopt);
            return;
        }
        all.count += count->count;
        all.exact = all.exact && count->exact;
    }
    m_chips->setCount(anyState(), all.count, !all.exact);
}

} // namespace scrip
