// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/view_chooser.h"

#include "ui/table/view_name_dialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QMenu>

namespace scrip {

namespace {

/// A menu would take an & for the mark of a letter.
QString entryText(const QString &name)
{
    QString text = name;
    return text.replace(QLatin1Char('&'), QLatin1StringView("&&"));
}

} // namespace

ViewChooser::ViewChooser(const QString &pageId, std::function<SavedView()> present, QWidget *page)
    : QObject(page)
    , save(makeAction(page, tr("&Save this view…"), Glyph::Save))
    , rename(makeAction(page, tr("Rename this v&iew…"), Glyph::Edit))
    , remove(makeAction(page, tr("Delete this view"), Glyph::Close))
    , begin(makeAction(page, tr("&Begin with this view"), Glyph::Star))
    , m_views(pageId)
    , m_present(std::move(present))
    , m_page(page)
    , m_menu(new QMenu(tr("Views"), page))
{
    begin->setCheckable(true);
    m_menu->setToolTipsVisible(true);
    connect(m_menu, &QMenu::aboutToShow, this, &ViewChooser::fill);
    connect(save, &QAction::triggered, this, [this] { ask(m_current, {}); });
    connect(rename, &QAction::triggered, this, [this] { ask(m_current, m_current); });
    connect(remove, &QAction::triggered, this, &ViewChooser::removeCurrent);
    connect(begin, &QAction::triggered, this, [this](bool on) { m_views.setAtStart(on ? m_current : QString()); });
    fill();
}

std::optional<SavedView> ViewChooser::takeAtStart()
{
    const SavedView *view = m_views.atStart();
    if (!view)
        return std::nullopt;
    setCurrent(view->name);
    return *view;
}

ViewNameDialog *ViewChooser::dialog() const
{
    return m_dialog.data();
}

void ViewChooser::fill()
{
    m_menu->clear();
    const QUrlQuery place = m_present().place;
    QAction *all = m_menu->addAction(tr("&Everything"), this, [this] {
        setCurrent({});
        Q_EMIT everythingChosen();
    });
    all->setCheckable(true);
    all->setChecked(m_current.isEmpty() && place.isEmpty());
    for (const SavedView &view : m_views.all())
        addView(view, view.name == m_current && view.place == place);
    for (const SavedView &view : std::as_const(m_samples))
        addView(view, false);
    m_menu->addSeparator();
    m_menu->addActions({save, rename, remove});
    m_menu->addSeparator();
    m_menu->addAction(begin);
    judge();
}

void ViewChooser::showWith(const QList<SavedView> &samples, const std::function<void()> &open)
{
    m_samples = samples;
    open();
    m_samples.clear();
}

void ViewChooser::addView(const SavedView &view, bool shown)
{
    QAction *entry = m_menu->addAction(entryText(view.name), this, [this, name = view.name] { choose(name); });
    entry->setCheckable(true);
    entry->setChecked(shown);
}

void ViewChooser::choose(const QString &name)
{
    const SavedView *view = m_views.find(name);
    if (!view)
        return;
    const SavedView kept = *view;
    setCurrent(kept.name);
    Q_EMIT chosen(kept);
}

void ViewChooser::ask(const QString &suggested, const QString &renamed)
{
    if (const ViewNameDialog *open = m_dialog.data(); open && open->isVisible())
        return;
    auto *dialog = new ViewNameDialog(m_views, suggested, renamed, m_page);
    m_dialog = dialog;
    connect(dialog, &ViewNameDialog::named, this, [this, renamed](const QString &name) {
        SavedView view = m_present();
        view.name = name;
        if (renamed.isEmpty() ? m_views.save(view) : m_views.rename(renamed, name))
            setCurrent(name);
    });
    dialog->open();
}

void ViewChooser::removeCurrent()
{
    const SavedView *view = m_views.find(m_current);
    if (!view)
        return;
    const SavedView kept = *view;
    const bool began = m_views.atStart() == view;
    m_views.remove(kept.name);
    setCurrent({});
    Toast::show(m_page, Tone::Good, tr("View “%1” deleted").arg(kept.name), {tr("Undo"), [this, kept, began] {
                                                                                 m_views.save(kept);
                                                                                 if (began)
                                                                                     m_views.setAtStart(kept.name);
                                                                                 setCurrent(kept.name);
                                                                             }});
}

void ViewChooser::setCurrent(const QString &name)
{
    m_current = name;
    judge();
}

void ViewChooser::judge()
{
    const QString none = m_views.find(m_current) ? QString() : tr("Choose or save a view first");
    for (QAction *action : {rename, remove, begin})
        setReasonAgainst(action, none);
    const SavedView *first = m_views.atStart();
    begin->setChecked(first && first->name == m_current);
}

} // namespace scrip
