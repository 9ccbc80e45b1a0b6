// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connections_page.h"

#include "core/text_rules.h"
#include "ui/connections/connection_dialog.h"
#include "ui/connections/connection_words.h"
#include "ui/connections/stage_list.h"
#include "ui/table/table_commands.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QBoxLayout>
#include <QLineEdit>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace scrip {

ConnectionsPage::ConnectionsPage(const ConnectionPorts &ports, QWidget *parent)
    : WindowPage(tr("Connections"), parent)
    , m_ports(ports)
    , m_model(new ConnectionsModel(ports.book, this))
    , m_trial(new StagedTest(ports, this))
{
    setSubtitle(tr("Passwords are in the keyring or in ~/.pgpass, never in a file of Scrip"));
    buildActions();
    m_failure = new InlineMessage;
    body()->addWidget(m_failure);
    auto *split = new Splitter(Qt::Vertical);
    buildTable();
    buildDetail();
    split->addWidget(m_table);
    split->addWidget(m_detail);
    split->setStretchFactor(0, 1);
    split->setSizes({400, 330});
    split->keepSizes(u"connections"_s);
    body()->addWidget(split, 1);
    m_table->setCurrentIndex(m_model->index(0, 0));
    showSelection();
}

ConnectionsPage::~ConnectionsPage()
{
    // The model goes before the table, which tells then that nothing is selected any more.
    m_table->disconnect(this);
    delete m_dialog;
}

void ConnectionsPage::buildActions()
{
    connectTo = makeAction(this, tr("&Connect"), Glyph::Connection);
    test = makeAction(this, tr("&Test"), Glyph::Check);
    add = makeAction(this, tr("&Add connection…"), Glyph::Plus);
    edit = makeAction(this, tr("&Edit…"), Glyph::Edit);
    duplicate = makeAction(this, tr("&Duplicate…"), Glyph::Copy);
    remove = makeAction(this, tr("&Remove…"), Glyph::Close, QKeySequence::Delete);
    addHeaderAction(test);
    addHeaderAction(connectTo);
    addPrimaryAction(add);
    addPageSeparator();
    for (QAction *action : {edit, duplicate, remove})
        addPageAction(action);
    connect(connectTo, &QAction::triggered, this, [this] {
        if (const KnownConnection *one = chosen())
            Q_EMIT connectRequested(ConnectionsModel::targetOf(*one));
    });
    connect(test, &QAction::triggered, this, &ConnectionsPage::startTest);
    connect(add, &QAction::triggered, this, [this] {
        ConnectionProfile fresh;
        fresh.safety = SafetyLevel::Production; // the careful one, until somebody says otherwise
        openDialog(fresh, {});
    });
    connect(edit, &QAction::triggered, this, [this] {
        if (const KnownConnection *one = chosen())
            openDialog(one->profile, one->source == KnownConnection::Source::Saved ? one->profile.name : QString());
    });
    connect(duplicate, &QAction::triggered, this, &ConnectionsPage::duplicateChosen);
    connect(remove, &QAction::triggered, this, &ConnectionsPage::askRemove);
}

void ConnectionsPage::buildTable()
{
    m_table = new TableView;
    m_table->setAccessibleName(tr("Connections"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *name = new RowDelegate(m_table);
    name->setStrong(true);
    m_table->setItemDelegateForColumn(ConnectionsModel::Name, name);
    m_table->setItemDelegateForColumn(ConnectionsModel::Safety,
                                      new PillDelegate(m_table, [](const QModelIndex &index) {
                                          return safetyPill(index.data(RawRole).toString());
                                      }));
    m_table->setColumnWidths({210, 124, 250, 130, 130, 100, 120});
    m_table->keepColumns(u"connections"_s);
    m_commands = new TableCommands(m_table);
    connect(m_table, &TableView::selectionChangedByRow, this, &ConnectionsPage::showSelection);
    connect(m_table, &TableView::rowActivated, connectTo, &QAction::trigger);
    connect(m_table, &TableView::rowMenuRequested, this, [this](const QModelIndex &, const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        menu->addActions({connectTo, test, edit, duplicate, remove});
        menu->addSeparator();
        m_commands->addTo(menu);
        menu->popup(at);
    });
}

void ConnectionsPage::buildDetail()
{
    m_detail = new Panel({});
    // It begins where the table above does.
    m_detail->layout()->setContentsMargins(space::pageLeft - space::two, 0, 0, 0);
    m_pill = new Pill;
    m_detail->addHeadWidget(m_pill);
    for (QAction *action : {edit, duplicate, remove}) {
        auto *button = new ActionButton(action, ButtonLook::Ghost);
        setSmall(button);
        m_detail->addHeadWidget(button);
    }
    m_verdict = Label::muted({});
    m_verdict->setWordWrap(true);
    m_stages = new StageList;
    m_detail->body()->addWidget(m_verdict);
    m_detail->body()->addWidget(m_stages);
    m_detail->body()->addStretch(1);
    connect(m_trial, &StagedTest::finished, this, [this](const ConnectionTest &seen) {
        m_stages->showTest(seen);
        showVerdict(seen.failure ? Tone::Bad : Tone::Good,
                    seen.failure ? tr("The way is not open.")
                                 : tr("The way is open: %1.").arg(shownText(seen.target)));
        Q_EMIT tested();
    });
    connect(m_trial, &StagedTest::refused, this, [this](const Failure &failure) {
        m_stages->clear();
        showVerdict(Tone::Bad, plainWords(failure));
        Q_EMIT tested();
    });
}

void ConnectionsPage::activate()
{
    refresh();
}

void ConnectionsPage::refresh()
{
    const KnownConnection *before = chosen();
    const QString kept = before ? ConnectionsModel::targetOf(*before) : QString();
    m_model->reload();
    if (m_model->failure())
        m_failure->show(Tone::Bad, tr("The saved connections cannot be read."), plainWords(*m_model->failure()));
    else
        m_failure->clear();
    setReasonAgainst(add, m_model->failure() ? tr("The saved connections cannot be read") : QString());
    select(kept);
}

void ConnectionsPage::select(const QString &target)
{
    const QModelIndex there = m_model->indexOf(target);
    m_table->setCurrentIndex(there.isValid() ? there : m_model->index(0, 0));
    showSelection();
}

void ConnectionsPage::setCurrent(const std::optional<QString> &target)
{
    m_model->setCurrent(target);
    showSelection();
}

ConnectionDialog *ConnectionsPage::dialog() const
{
    return qobject_cast<ConnectionDialog *>(m_dialog.data());
}

const KnownConnection *ConnectionsPage::chosen() const
{
    return m_model->at(m_table->currentIndex());
}

void ConnectionsPage::showSelection()
{
    const KnownConnection *one = chosen();
    m_trial->forget();
    m_stages->clear();
    m_detail->setTitle(one ? shownText(one->profile.name) : QString());
    m_pill->setLook(safetyPill(one && one->profile.safety ? safetyName(*one->profile.safety) : QString()));
    const bool sandbox = one && one->source == KnownConnection::Source::Sandbox;
    const bool saved = one && one->source == KnownConnection::Source::Saved;
    const QString none = one ? QString() : tr("Choose a connection first");
    const QString own = sandbox ? tr("The sandbox comes with the program") : none;
    const QString broken = one && !one->fault.isEmpty() ? tr("It leads nowhere: edit it first") : none;
    setReasonAgainst(connectTo,
                     one && m_model->isCurrent(*one) ? tr("The window is connected to it already") : broken);
    setReasonAgainst(test, sandbox ? tr("The sandbox is started and checked when one connects to it") : broken);
    setReasonAgainst(edit, own);
    setReasonAgainst(duplicate, own);
    setReasonAgainst(remove, saved || !own.isEmpty() ? own : tr("A service belongs to libpq's own file"));
    m_stages->setVisible(one && !sandbox);
    showVerdict(Tone::Neutral,
                sandbox ? tr("A private PostgreSQL with demo data on this computer. It is made at the first "
                             "time and started when one connects to it.")
                        : tr("Not tested yet. A test goes the whole way, from the name to the rights, and "
                             "changes nothing."));
}

void ConnectionsPage::showVerdict(Tone tone, const QString &text)
{
    m_verdict->setText(text);
    if (tone == Tone::Neutral)
        m_verdict->setMuted();
    else
        m_verdict->setTone(tone);
}

void ConnectionsPage::startTest()
{
    const KnownConnection *one = chosen();
    if (!one)
        return;
    m_stages->showRunning();
    showVerdict(Tone::Neutral, tr("Trying…"));
    m_trial->start(one->profile, {});
}

void ConnectionsPage::openDialog(const ConnectionProfile &profile, const QString &replacing)
{
    if (m_dialog)
        return;
    auto *opened = new ConnectionDialog(m_ports, profile, replacing, this);
    m_dialog = opened;
    connect(opened, &ConnectionDialog::saved, this, [this](const ConnectionProfile &stored) {
        m_model->reload();
        select(stored.name);
        Toast::show(this, Tone::Good, tr("%1 is saved.").arg(shownText(stored.name)));
    });
    opened->open();
}

void ConnectionsPage::duplicateChosen()
{
    const KnownConnection *one = chosen();
    if (!one)
        return;
    ConnectionProfile copy = one->profile;
    copy.name = tr("%1 copy").arg(copy.name);
    copy.keyringEntry.clear(); // a password of its own, or none
    openDialog(copy, {});
}

void ConnectionsPage::askRemove()
{
    const KnownConnection *one = chosen();
    if (!one || one->source != KnownConnection::Source::Saved)
        return;
    const Question question{
        tr("Remove connection?"),
        tr("%1 goes from this list, and its password from the keyring. The database itself is not "
           "touched.")
            .arg(shownText(one->profile.name)),
        tr("Remove"), ButtonLook::Danger};
    m_ports.prompts.ask(this, question, [this, profile = one->profile](bool yes) {
        if (yes)
            removeNow(profile);
    });
}

void ConnectionsPage::removeNow(const ConnectionProfile &profile)
{
    if (const Result<Done> gone = m_ports.book.remove(profile.name); !gone) {
        Toast::show(this, Tone::Bad, plainWords(gone.failure()));
        return;
    }
    m_model->reload();
    select({});
    if (profile.keyringEntry.isEmpty()) {
        Toast::show(this, Tone::Good, tr("%1 is removed.").arg(shownText(profile.name)));
        return;
    }
    onDone<Done>(this, m_ports.secrets.remove(profile.keyringEntry),
                 [this, name = shownText(profile.name)](const Result<Done> &forgotten) {
                     if (forgotten)
                         Toast::show(this, Tone::Good, tr("%1 is removed.").arg(name));
                     else
                         Toast::show(this, Tone::Warn,
                                     tr("%1 is removed, but its password is still in the keyring. %2")
                                         .arg(name, plainWords(forgotten.failure())));
                 });
}

QList<TourStop> ConnectionsPage::tourStops()
{
    const TourStop page{u"connections"_s, [](const std::function<void()> &ready) { ready(); }, {}};
    TourStop dialog;
    dialog.name = u"add-connection"_s;
    dialog.prepare = [this](const std::function<void()> &ready) {
        ConnectionProfile example;
        example.name = u"billing-eu"_s;
        example.safety = SafetyLevel::Production;
        example.host = u"db.example.com"_s;
        example.database = u"billing"_s;
        example.user = u"mara.lindqvist"_s;
        example.tunnel = u"mara@gate.example.com"_s;
        openDialog(example, {});
        ready();
    };
    dialog.finish = [this] {
        if (m_dialog)
            m_dialog->close();
    };
    return {page, dialog};
}

} // namespace scrip
