// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QPushButton>

namespace scrip {

AboutDialog::AboutDialog(QWidget *parent)
    : DialogFrame(tr("About Scrip"), 480, parent)
{
    setIntroduction(
        tr("The desktop console of a credit-promo programme: events, codes and the sheets they are printed on."));
    content()->addWidget(
        new Label(tr("Version %1, with Qt %2").arg(QStringLiteral(SCRIP_VERSION), QString::fromLatin1(qVersion()))));
    auto *licence =
        Label::muted(tr("Free software under the GNU General Public License, version 3 or later. It comes without "
                        "any warranty."));
    licence->setWordWrap(true);
    content()->addWidget(licence);
    setSubmit(tr("Close"));
    cancelButton()->hide();
    connect(this, &DialogFrame::submitted, this, &QDialog::accept);
}

} // namespace scrip
