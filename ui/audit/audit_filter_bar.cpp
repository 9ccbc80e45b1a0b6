// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_filter_bar.h"

#include "core/text_rules.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/filter_chips.h"

#include <QLineEdit>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldWidth = 260;
constexpr int longestValue = 24;

struct Span
{
    const char *id;
    qint64 seconds;
};

constexpr Span spans[] = {{"hour", 3600}, {"day", 86'400}, {"week", 604'800}, {"month", 2'592'000}};

QString allTimes()
{
    return u"all"_s;
}

QString shortened(const QString &text)
{
    const QString shown = shownText(text);
    return shown.size() <= longestValue ? shown : QString(shown.left(longestValue - 1) % QChar(0x2026));
}

} // namespace

AuditQuery queryOf(const AuditFilter &filter, const QDateTime &now)
{
    AuditQuery query;
    query.actor = filter.actor;
    query.object = filter.object;
    for (const Span &span : spans) {
        if (filter.span == QLatin1StringView(span.id))
            query.from = now.addSecs(-span.seconds);
    }
    return query;
}

AuditFilterBar::AuditFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_chips(new FilterChips(this))
    , m_actorMenu(new QMenu(this))
    , m_objectMenu(new QMenu(this))
{
    m_filter.span = allTimes();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_chips);
    m_chips->setChoices({{allTimes(), tr("All")},
                         {u"hour"_s, tr("Last hour")},
                         {u"day"_s, tr("Last 24 hours")},
                         {u"week"_s, tr("Last 7 days")},
                         {u"month"_s, tr("Last 30 days")}});
    m_actor = addField(m_actorMenu, tr("Login…"), tr("Who did it, by login"), &AuditFilter::actor);
    m_object = addField(m_objectMenu, tr("Kind, id, or kind:id…"), tr("What it was done to"), &AuditFilter::object);
    m_chips->addAdder(u"actor"_s, tr("Who"), m_actorMenu);
    m_chips->addAdder(u"object"_s, tr("Object"), m_objectMenu);
    connect(m_chips, &FilterChips::chosenChanged, this, [this](const QString &id) {
        AuditFilter wanted = m_filter;
        wanted.span = id;
        change(wanted);
    });
    connect(m_chips, &FilterChips::valueRemoved, this, &AuditFilterBar::onRemoved);
}

QLineEdit *AuditFilterBar::addField(QMenu *menu, const QString &placeholder, const QString &name,
                                    QString AuditFilter::*field)
{
    auto *box = new QWidget(menu);
    auto *row = new QVBoxLayout(box);
    row->setContentsMargins(space::one, space::half, space::one, space::half);
    auto *edit = new QLineEdit(box);
    edit->setFixedWidth(fieldWidth);
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(name);
    row->addWidget(edit);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(box);
    menu->addAction(action);
    connect(menu, &QMenu::aboutToShow, edit, [this, edit, field] {
        edit->setText(m_filter.*field);
        edit->selectAll();
        edit->setFocus(Qt::PopupFocusReason);
    });
    connect(edit, &QLineEdit::returnPressed, this, [this, edit, menu, field] {
        AuditFilter wanted = m_filter;
        wanted.*field = edit->text().trimmed();
        menu->close();
        change(wanted);
    });
    return edit;
}

void AuditFilterBar::openObject()
{
    m_objectMenu->popup(mapToGlobal(QPoint(space::pageLeft, height())));
}

void AuditFilterBar::change(const AuditFilter &filter)
{
    if (filter == m_filter)
        return;
    setFilter(filter);
    Q_EMIT filterChanged(filter);
}

void AuditFilterBar::setFilter(const AuditFilter &filter)
{
    m_filter = filter;
    if (m_filter.span.isEmpty())
        m_filter.span = allTimes();
    m_chips->setChosen(m_filter.span);
    m_chips->setValue(u"actor"_s, tr("Who"), shortened(m_filter.actor));
    m_chips->setValue(u"object"_s, tr("Object"), shortened(m_filter.object));
    m_chips->setAdderVisible(u"actor"_s, m_filter.actor.isEmpty());
    m_chips->setAdderVisible(u"object"_s, m_filter.object.isEmpty());
}

void AuditFilterBar::onRemoved(const QString &id)
{
    AuditFilter wanted = m_filter;
    if (id == u"actor"_s)
        wanted.actor.clear();
    else
        wanted.object.clear();
    change(wanted);
}

} // namespace scrip
