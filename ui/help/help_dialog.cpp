// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_dialog.h"

#include "ui/shell/page.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QHash>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int width = 560;

/// The page of the window that a widget lies on; null for what lies in a dialog or in the shell.
WindowPage *pageAround(QWidget *widget)
{
    for (QWidget *at = widget; at && !qobject_cast<QDialog *>(at); at = at->parentWidget()) {
        if (auto *page = qobject_cast<WindowPage *>(at))
            return page;
    }
    return nullptr;
}

QString pageTitle(const QString &id)
{
    static const QHash<QString, const char *> titles{
        {u"events"_s, QT_TRANSLATE_NOOP("scrip::HelpDialog", "Events")},
        {u"codes"_s, QT_TRANSLATE_NOOP("scrip::HelpDialog", "Codes")},
        {u"sheets"_s, QT_TRANSLATE_NOOP("scrip::HelpDialog", "Sheets")},
        {u"claims"_s, QT_TRANSLATE_NOOP("scrip::HelpDialog", "Claims")},
        {u"grants"_s, QT_TRANSLATE_NOOP("scrip::HelpDialog", "Grants")},
        {u"customers"_s, QT_TRANSLATE_NOOP("scrip::HelpDialog", "Customers")},
        {u"audit"_s, QT_TRANSLATE_NOOP("scrip::HelpDialog", "Audit")},
    };
    const char *title = titles.value(id, nullptr);
    return title ? QCoreApplication::translate("scrip::HelpDialog", title) : id;
}

} // namespace

HelpDialog::HelpDialog(const QString &title, const HelpPage &page, QWidget *near)
    : DialogFrame(title, scrip::width, near->window())
{
    content()->setSpacing(space::half);
    for (const HelpPage::Item &item : page.items)
        addItem(item.label, item.text);
    if (!page.where.isEmpty())
        addItem(page.whereLabel, tr("On the page %1.").arg(pageTitle(page.where)));
    WindowPage *around = pageAround(near);
    if (around && !page.where.isEmpty()) {
        m_go = makeButton(tr("Go to %1").arg(pageTitle(page.where)), ButtonLook::Link, this);
        content()->addWidget(m_go, 0, Qt::AlignLeft);
        // The dialog is gone by then: what the page opens must not find it in its way.
        connect(m_go, &QPushButton::clicked, around, [this, around, where = page.where] {
            accept();
            Q_EMIT around->openRequested(where, {});
        });
    }
    setSubmit(tr("Close"));
    cancelButton()->hide();
    connect(this, &DialogFrame::submitted, this, &QDialog::accept);
}

void HelpDialog::addItem(const QString &label, const QString &text)
{
    content()->addWidget(new Label(label, Type::Strong));
    auto *body = new Label(text);
    body->setWordWrap(true);
    content()->addWidget(body);
    content()->addSpacing(space::one);
}

HelpDialog *HelpDialog::openRefusal(const QString &name, QWidget *near)
{
    const HelpPage *page = findHelp(refusalHelp(), name);
    if (!page)
        return nullptr;
    auto *dialog = new HelpDialog(page->lead, *page, near);
    // The name is what the command line, the audit and whoever helps would call it.
    dialog->setIntroduction(tr("The refusal %1").arg(name));
    dialog->open();
    return dialog;
}

HelpDialog *HelpDialog::openPage(const QString &pageId, const QString &title, QWidget *near)
{
    const HelpPage *page = findHelp(consoleHelp(), pageId);
    if (!page)
        return nullptr;
    auto *dialog = new HelpDialog(title, *page, near);
    dialog->setIntroduction(page->lead);
    dialog->open();
    return dialog;
}

} // namespace scrip
