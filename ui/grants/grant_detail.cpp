// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_detail.h"

#include "core/text_rules.h"
#include "models/entries_model.h"
#include "models/grants_model.h"
#include "ui/codes/code_delegates.h"
#include "ui/grants/grant_words.h"
#include "ui/grants/money_figure.h"
#include "ui/table/detail_table.h"
#include "ui/table/exported_lists.h"
#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"

#include <QGridLayout>
#include <QScrollArea>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int factsWidth = 400; // An id, and the scroll bar beside it.
constexpr int besideFrom = 760;
constexpr int factsHeight = 430;
constexpr int barHeight = 8;
/// Of the ledger, by the room there is; the last column takes the rest.
constexpr int middleLedgerFrom = 646;
constexpr int wideLedgerFrom = 820;
const QList<int> wideColumns{124, 140, 128, 184, 100, 120};
const QList<int> middleColumns{124, 132, 114, 166, 76, 32};
const QList<int> narrowColumns{116, 84, 118, 116, 66, 40};

} // namespace

GrantDetail::GrantDetail(GrantStore &store, const TablePorts &ports, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_entries(new EntriesModel(this))
{
    setPageGround(this);
    m_content = new QWidget(this);
    m_split = new QBoxLayout(QBoxLayout::LeftToRight, m_content);
    m_split->setContentsMargins(0, 0, 0, 0);
    m_split->setSpacing(0);
    m_facts = buildFacts();
    m_split->addWidget(m_facts);
    m_split->addWidget(buildEntries(ports), 1);
    m_hint = Label::muted(tr("Select one grant to see its figures and its ledger"), Type::Body, this);
    // Of more above and below a label as high as a new one has no room, and loses all of its margins.
    m_hint->setContentsMargins(space::pageLeft, space::oneAndHalf, space::two, space::oneAndHalf);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_content, 1);
    column->addWidget(m_hint, 0, Qt::AlignTop);
    clear();
}

QWidget *GrantDetail::buildFacts()
{
    auto *ground = new QWidget;
    setPageGround(ground);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(space::pageLeft, space::oneAndHalf, space::two, space::oneAndHalf);
    column->setSpacing(space::half);
    buildHead(column);
    buildFigures(column);
    buildFields(column);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Figures of the grant"));
    scroll->setWidget(ground);
    setPageGround(scroll->viewport());
    return scroll;
}

void GrantDetail::buildHead(QBoxLayout *column)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(space::one);
    m_title = new Label({}, Type::Section);
    m_title->setElided();
    m_status = new Pill;
    head->addWidget(m_title, 1);
    head->addWidget(m_status);
    column->addLayout(head);
    m_source = Label::muted({}, Type::Caption);
    m_source->setWordWrap(true);
    column->addWidget(m_source);
    m_bar = new Bar(nullptr, barHeight);
    m_bar->setFixedHeight(space::two);
    column->addWidget(m_bar);
}

void GrantDetail::buildFigures(QBoxLayout *column)
{
    const auto add = [this, column](const QString &field, const QString &name, bool strong = false) {
        m_figures.insert(field, addFigure(column, name, strong));
    };
    add(u"amount"_s, tr("Granted"));
    add(u"consumed"_s, tr("Consumed"));
    add(u"available"_s, tr("Available"), true);
    add(u"pending"_s, tr("Pending"));
    add(u"forfeited"_s, tr("Forfeited"));
    add(u"clawed_back"_s, tr("Clawed back"));
    column->addWidget(new Line);
}

void GrantDetail::buildFields(QBoxLayout *column)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::two);
    grid->setVerticalSpacing(space::half);
    grid->setContentsMargins(0, space::half, 0, 0);
    grid->setColumnStretch(1, 1);
    const auto add = [this, grid](const QString &field, const QString &name) {
        auto *label = Label::muted(name);
        auto *value = new Label;
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_names.insert(field, label);
        m_texts.insert(field, value);
        grid->addWidget(label, int(m_texts.size()), 0, Qt::AlignTop);
        grid->addWidget(value, int(m_texts.size()), 1);
    };
    add(u"id"_s, tr("Grant"));
    add(u"expires_at"_s, tr("Expires"));
    add(u"effective_at"_s, tr("Effective"));
    add(u"priority"_s, tr("Priority"));
    add(u"funding"_s, tr("Paid"));
    add(u"availability"_s, tr("Available"));
    add(u"payment_status"_s, tr("Payment"));
    add(u"unpaid"_s, tr("Unpaid"));
    add(u"cost_basis"_s, tr("Cost basis"));
    add(u"voided_at"_s, tr("Voided"));
    add(u"void_reason"_s, tr("Reason"));
    add(u"labels"_s, tr("Labels"));
    column->addLayout(grid);
}

QWidget *GrantDetail::buildEntries(const TablePorts &ports)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_failure = new InlineMessage;
    connect(m_failure, &InlineMessage::buttonClicked, this, &GrantDetail::reload);
    column->addWidget(m_failure);
    m_table = new DetailTable(u"grant-ledger"_s, tr("Ledger"));
    m_table->setRows(m_entries, narrowColumns, EntryColumns::Reason);
    m_table->fitColumnsFrom(middleLedgerFrom, middleColumns);
    m_table->fitColumnsFrom(wideLedgerFrom, wideColumns);
    m_table->offerExport([this] { return exportOfEntries(m_store, m_shown); }, ports);
    m_when = new SinceDelegate(m_table);
    m_table->setItemDelegateForColumn(EntryColumns::At, m_when);
    m_table->setItemDelegateForColumn(EntryColumns::Amount, new MoneyDelegate(m_table, Money::scale));
    column->addWidget(m_table, 1);
    return box;
}

void GrantDetail::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_zone = zone;
    m_now = now;
    m_when->setNow(now);
    m_entries->setZone(zone);
}

void GrantDetail::showGrant(const Grant &grant)
{
    showFacts(grant);
    m_content->show();
    m_hint->hide();
    if (m_shown == grant.id)
        return;
    m_shown = grant.id;
    m_entries->setEntries({});
    reload();
}

void GrantDetail::reload()
{
    if (m_shown.isNull()) {
        Q_EMIT ready();
        return;
    }
    m_failure->clear();
    m_asked.ask(this, m_store.grant(m_shown), [this](const Result<GrantHistory> &answer) { take(answer); });
}

void GrantDetail::take(const Result<GrantHistory> &answer)
{
    if (!answer) {
        m_failure->setButton(tr("Try again"));
        m_failure->show(Tone::Bad, tr("Ledger not loaded."), grantFailureWords(answer.failure()));
        m_failure->setHelp(answer.failure().name);
    } else {
        showFacts(answer->grant);
        m_entries->setEntries(answer->entries);
    }
    Q_EMIT ready();
}

void GrantDetail::showFacts(const Grant &grant)
{
    m_title->setText(shownText(grant.organizationName));
    m_source->setText(sourceText(grant, m_zone, m_now));
    m_status->setLook(statusPill(shownStatusName(grant)));
    m_bar->setParts(bucketParts(grant));
    m_figures[u"amount"_s]->setMoney(grant.amount);
    m_figures[u"consumed"_s]->setMoney(grant.consumed);
    m_figures[u"available"_s]->setMoney(grant.available);
    m_figures[u"pending"_s]->setMoney(grant.pending);
    m_figures[u"forfeited"_s]->setMoney(grant.forfeited);
    m_figures[u"clawed_back"_s]->setMoney(grant.clawedBack);
    showTerms(grant);
}

void GrantDetail::showTerms(const Grant &grant)
{
    const bool paid = grant.funding != Funding::None;
    setFact(u"id"_s, grant.id.toText());
    setFact(u"expires_at"_s, when(grant.expiresAt, tr("never")));
    setFact(u"effective_at"_s, when(grant.effectiveAt, {}));
    setFact(u"priority"_s, tr("%1 (smaller burns first)").arg(grant.priority));
    setFact(u"funding"_s, fundingText(grant.funding));
    setFact(u"availability"_s, paid ? availabilityText(grant.availability) : QString());
    const QString payment = grant.paymentStatus ? paymentText(*grant.paymentStatus) : QString();
    const QString reference = shownText(grant.paymentReference);
    setFact(u"payment_status"_s, reference.isEmpty() ? payment : QString(payment % u" · "_s % reference));
    setFact(u"unpaid"_s,
            grant.unpaid.isZero() ? QString() : tr("%1 of what was consumed").arg(moneyText(grant.unpaid)));
    setFact(u"cost_basis"_s, grant.costBasis ? moneyText(*grant.costBasis) : QString());
    setFact(u"voided_at"_s, when(grant.voidedAt, {}));
    setFact(u"void_reason"_s, shownText(grant.voidReason));
    QStringList labels;
    for (auto label = grant.labels.cbegin(); label != grant.labels.cend(); ++label)
        labels << shownText(label.key() % u'=' % label.value());
    setFact(u"labels"_s, labels.join(u", "_s));
}

void GrantDetail::setFact(const QString &name, const QString &text)
{
    Label *label = m_names.value(name);
    Label *value = m_texts.value(name);
    if (!label || !value)
        return;
    value->setText(text);
    value->setVisible(!text.isEmpty());
    label->setVisible(!text.isEmpty());
}

QString GrantDetail::when(const QDateTime &time, const QString &none) const
{
    return time.isValid() ? QString(momentText(time.toTimeZone(m_zone), m_now) % u' ' % offsetText(m_zone) %
                                    u" · "_s % relativeText(time, m_now))
                          : none;
}

QString GrantDetail::textOf(const QString &field) const
{
    if (const MoneyFigure *figure = m_figures.value(field))
        return figure->text();
    const Label *text = m_texts.value(field);
    return text ? text->text() : QString();
}

void GrantDetail::clear()
{
    m_shown = {};
    m_asked.forget();
    m_content->hide();
    m_hint->show();
}

void GrantDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool beside = width() >= besideFrom;
    m_split->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_facts->setMinimumSize(beside ? factsWidth : 0, beside ? 0 : std::min(factsHeight, height() / 2));
    m_facts->setMaximumSize(beside ? factsWidth : QWIDGETSIZE_MAX,
                            beside ? QWIDGETSIZE_MAX : std::min(factsHeight, height() * 3 / 5));
}

} // namespace scrip
