// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/history_tab.h"

#include "core/text_rules.h"
#include "models/audit_model.h"
#include "ui/codes/code_delegates.h"
#include "ui/events/audit_difference.h"
#include "ui/events/event_words.h"
#include "ui/events/side_pane.h"
#include "ui/table/detail_table.h"
#include "ui/table/exported_lists.h"
#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int changeWidth = 360;
constexpr int pageSize = 200;
/// What the narrow column of values takes in one line, in characters.
constexpr int longestWord = 16;

/// May be broken where there are no blanks: in lists of fields, in ids, in links, and in what somebody typed without
/// any.
QString breakable(const QString &text)
{
    QString broken;
    int word = 0;
    for (const QChar at : text) {
        broken += at;
        word = at.isSpace() ? 0 : word + 1;
        if (QStringView(u",-/=").contains(at) || (word >= longestWord && !at.isHighSurrogate())) {
            broken += QChar(0x200B);
            word = 0;
        }
    }
    return broken;
}

} // namespace

HistoryTab::HistoryTab(EventStore &store, const TablePorts &ports, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_model(new AuditModel(QTimeZone::utc(), this))
{
    m_model->setPlaceholderRows(3);
    build(ports);
    connect(m_model, &ListModelBase::failed, this, &HistoryTab::showFailure);
    connect(m_model, &ListModelBase::loaded, this, &HistoryTab::onLoaded);
}

void HistoryTab::buildTable(const TablePorts &ports)
{
    m_table = new DetailTable(u"event-history"_s, tr("History"));
    m_table->setRows(m_model, {132, 160, 130, 120}, AuditColumns::Reason);
    m_when = new SinceDelegate(m_table);
    m_table->setItemDelegateForColumn(AuditColumns::At, m_when);
    m_table->offerExport([this] { return exportOfHistory(m_store, m_event.id); }, ports);
    connect(m_table, &TableView::selectionChangedByRow, this, &HistoryTab::showEntry);
}

void HistoryTab::build(const TablePorts &ports)
{
    m_failure = new InlineMessage;
    connect(m_failure, &InlineMessage::buttonClicked, this, &HistoryTab::reload);
    buildTable(ports);
    auto *list = new QWidget;
    auto *left = new QVBoxLayout(list);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(space::pageLeft, 0, space::pageRight, 0);
    strip->addWidget(m_failure);
    left->addLayout(strip);
    left->addWidget(m_table, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new SidePane(list, buildChange(), changeWidth));
}

QWidget *HistoryTab::buildChange()
{
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setObjectName(u"history-changes"_s);
    scroll->setAccessibleName(tr("What the change did"));
    auto *ground = new QWidget;
    setPageGround(ground);
    setPageGround(scroll->viewport());
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(space::two, space::oneAndHalf, space::two, space::oneAndHalf);
    m_title = new Label({}, Type::Strong);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_lines = new QWidget;
    column->addWidget(m_lines);
    column->addStretch(1);
    scroll->setWidget(ground);
    return scroll;
}

void HistoryTab::setEvent(const Event &event, const QDateTime &now)
{
    m_when->setNow(now);
    if (event.id == m_event.id && event.timeZone == m_event.timeZone) {
        m_event = event;
        reload();
        return;
    }
    m_event = event;
    m_failure->clear();
    m_model->setZone(zoneOrUtc(event.timeZone));
    m_model->setSource([this, id = event.id](const QString &after) { return m_store.history(id, after, pageSize); });
    showEntry();
}

void HistoryTab::onLoaded()
{
    m_failure->clear();
    if (!m_table->currentIndex().isValid() && m_model->filledRows() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
    showEntry();
    Q_EMIT loaded();
}

void HistoryTab::reload()
{
    m_model->reload();
}

void HistoryTab::showFailure(const Failure &failure)
{
    m_failure->setButton(tr("Try again"));
    m_failure->show(Tone::Bad, tr("History not loaded."), failureWords(failure));
    m_failure->setHelp(failure.name);
    Q_EMIT loaded();
}

void HistoryTab::showEntry()
{
    m_changes.clear();
    delete m_lines->layout();
    qDeleteAll(m_lines->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    const AuditEntry *entry = m_model->entry(m_table->currentIndex());
    m_title->setText(entry ? actionText(entry->action) : QString());
    m_lines->setMinimumHeight(0);
    if (!entry)
        return;
    auto *grid = new QGridLayout(m_lines);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::oneAndHalf);
    grid->setVerticalSpacing(space::half);
    grid->setColumnStretch(1, 1);
    const auto add = [grid](const QString &name, const QString &text) {
        const int at = grid->rowCount();
        auto *value = new Label(breakable(text));
        value->setWordWrap(true);
        grid->addWidget(Label::muted(name), at, 0, Qt::AlignTop);
        grid->addWidget(value, at, 1);
    };
    if (!entry->reason.isEmpty())
        add(tr("Reason"), shownText(entry->reason));
    const bool isNew = entry->before.isNull() || entry->before.isUndefined();
    const QList<FieldChange> changes = differenceOf(*entry, zoneOrUtc(m_event.timeZone), m_event.amount.currency());
    for (const FieldChange &change : changes) {
        const QString text =
            isNew ? change.after : QString(change.before % u' ' % QChar(0x2192) % u' ' % change.after);
        add(change.name, text);
        m_changes << QString(change.name % u": " % text);
    }
    // A scroll area asks nobody for a height by width: wrapped texts would be squeezed.
    const int taken = 2 * space::two + style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    m_lines->setMinimumHeight(std::max(0, grid->heightForWidth(changeWidth - taken)));
}

} // namespace scrip
