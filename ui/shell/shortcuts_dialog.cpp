// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts_dialog.h"

#include "ui/shell/palette_field.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace scrip {

namespace {

/// One shortcut as a key cap. Owned by the dialog.
class KeyCap : public QWidget
{
public:
    explicit KeyCap(const QString &text, QWidget *parent)
        : QWidget(parent)
        , m_text(text)
    {
        setFixedSize(150, 24);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintKeyCap(&painter, width(), height() / 2, m_text, palette());
    }

private:
    QString m_text;
};

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent)
    : DialogFrame(tr("Keyboard shortcuts"), 480, parent)
{
    content()->setSpacing(2);
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        auto *row = new QHBoxLayout;
        row->addWidget(new Label(action->iconText()), 1);
        auto *cap = new KeyCap(action->shortcut().toString(QKeySequence::NativeText), this);
        row->addWidget(cap);
        content()->addLayout(row);
    }
    setSubmit(tr("Close"));
    cancelButton()->hide();
    connect(this, &DialogFrame::submitted, this, &QDialog::accept);
}

} // namespace scrip
