// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/view_name_dialog.h"

#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace scrip {

namespace {

constexpr int dialogWidth = 420;

} // namespace

ViewNameDialog::ViewNameDialog(const SavedViews &views, const QString &suggested, const QString &renamed,
                               QWidget *page)
    : DialogFrame(renamed.isEmpty() ? tr("Save this view") : tr("Rename this view"), dialogWidth, page)
    , m_views(views)
    , m_renamed(renamed)
    , m_name(new QLineEdit(suggested))
{
    if (renamed.isEmpty())
        setIntroduction(tr("Keeps the filters, the columns and their order on this computer, for you alone."));
    m_form = new FormField(tr("Name"), m_name, {}, this);
    content()->addWidget(m_form);
    m_name->selectAll();
    connect(m_name, &QLineEdit::textChanged, this, &ViewNameDialog::judge);
    connect(this, &DialogFrame::submitted, this, [this] {
        Q_EMIT named(SavedViews::cleaned(m_name->text()));
        accept();
    });
    judge();
}

void ViewNameDialog::judge()
{
    const QString name = m_name->text();
    const SavedView *other = m_views.find(name);
    const bool taken = other && other->name != m_renamed;
    QString reason = m_views.reasonAgainst(name);
    if (reason.isEmpty() && taken && !m_renamed.isEmpty())
        reason = tr("There is a view of that name");
    const bool untouched = SavedViews::cleaned(name).isEmpty();
    m_form->setError(untouched ? QString() : reason);
    setObstacle(reason, !untouched);
    if (!m_renamed.isEmpty()) {
        setSubmit(tr("Rename"));
        return;
    }
    setSubmit(taken ? tr("Replace") : tr("Save view"));
    m_form->setHint(taken ? tr("There is a view of that name; it is replaced") : QString());
}

} // namespace scrip
