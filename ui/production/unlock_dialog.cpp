// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/production/unlock_dialog.h"

#include "ui/theme/glyphs.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/label.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/segments.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <array>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 440;
constexpr std::array choices{5, 15, 60};
constexpr int usualSpan = 1;

} // namespace

UnlockDialog::UnlockDialog(Administration &administration, const QString &name, const QDateTime &now, QWidget *parent)
    : DialogFrame(tr("Unlock writing on %1").arg(name), dialogWidth, parent)
    , m_now(now)
{
    setIntroduction(
        tr("For your login only. The database refuses every write until you unlock, and again when the time "
           "is up."));
    QStringList texts;
    for (const int span : choices)
        texts << tr("%1 min").arg(span);
    content()->addWidget(new Label(tr("For how long"), Type::Strong));
    m_spans = new Segments(texts);
    m_spans->setAccessibleName(tr("For how long"));
    m_spans->setCurrent(usualSpan);
    m_end = Label::muted({});
    auto *row = new QHBoxLayout;
    row->setSpacing(space::oneAndHalf);
    row->addWidget(m_spans);
    row->addWidget(m_end, 1);
    content()->addLayout(row);
    content()->addSpacing(space::one);
    m_reason = new ReasonField;
    content()->addWidget(m_reason);
    setCancelText(tr("Stay read-only"));
    submitButton()->setIcon(icon(Glyph::Unlock));
    m_write = new DialogWrite<Written<QDateTime>>(
        this, tr("Unlocking…"),
        [this, store = &administration](const QString &key) {
            return store->unlock(minutes() * 60, {key, {}, m_reason->reason()});
        },
        [this](const Written<QDateTime> &until) {
            Q_EMIT unlocked(until.object);
            accept();
        });
    setWriting(false); // the one write that is allowed while everything is locked
    connect(m_spans, &Segments::currentChanged, this, &UnlockDialog::judge);
    connect(m_reason, &ReasonField::reasonChanged, this, &UnlockDialog::judge);
    connect(this, &DialogFrame::submitted, m_write, &DialogWriteBase::start);
    judge();
}

int UnlockDialog::minutes() const
{
    return choices.at(static_cast<size_t>(m_spans->current()));
}

void UnlockDialog::judge()
{
    setSubmit(tr("Unlock %1 min").arg(minutes()), ButtonLook::Danger);
    m_end->setText(m_now.isValid() ? tr("locks again at %1").arg(m_now.addSecs(minutes() * 60).toString(u"HH:mm"_s))
                                   : QString());
    setObstacle(m_reason->isGiven() ? QString() : tr("A reason is needed"), false);
}

} // namespace scrip
