// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/reveal_dialog.h"

#include "ui/mint/code_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/failure_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>

namespace scrip {

namespace {

constexpr int dialogWidth = 560;
constexpr int codesHeight = 224;
constexpr int codesPadding = 24;
constexpr int barWidth = 120;

} // namespace

RevealDialog::RevealDialog(CodeStore &store, const RevealRequest &request, qint64 count, const QString &whose,
                           QWidget *parent)
    : DialogFrame(tr("Reveal %1 code(s)", nullptr, int(count)).arg(countText(count)), dialogWidth, parent)
    , m_store(store)
    , m_request(request)
    , m_count(count)
{
    m_notice =
        new Label(tr("The codes of %1 will be shown in plain. Whoever sees a code can claim it. Your name, the "
                     "time and which codes were shown are kept in the audit.")
                      .arg(whose));
    m_notice->setWordWrap(true);
    content()->addWidget(m_notice);
    buildCodes();
    setSubmit(tr("Reveal"));
    setRemark(tr("Hidden again after %n second(s)", nullptr, m_seconds));
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &RevealDialog::tick);
    connect(this, &DialogFrame::submitted, this, &RevealDialog::ask);
    connect(failureStrip(), &InlineMessage::buttonClicked, this, &RevealDialog::ask);
}

RevealDialog::~RevealDialog()
{
    hideCodes();
}

void RevealDialog::buildCodes()
{
    m_area = new QWidget;
    auto *column = new QVBoxLayout(m_area);
    // Room for the ring of the focus, which an area of its own would cut off.
    column->setContentsMargins(space::half, space::one, space::half, space::half);
    column->setSpacing(space::one);
    m_codes = new QPlainTextEdit;
    m_codes->setReadOnly(true);
    m_codes->setFont(codeFont());
    m_codes->setFixedHeight(codesHeight);
    m_codes->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_codes->setUndoRedoEnabled(false);
    m_codes->setAccessibleName(tr("Codes in plain"));
    column->addWidget(m_codes);
    m_bar = new Bar;
    m_timeLeft = Label::muted({}, Type::Caption);
    m_copy = makeButton(Glyph::Copy, tr("Copy"), ButtonLook::Secondary);
    QHBoxLayout *row = barRow(m_bar, barWidth, m_timeLeft);
    row->addWidget(m_copy);
    column->addLayout(row);
    content()->addWidget(m_area);
    m_area->hide();
    connect(m_copy, &QPushButton::clicked, this, &RevealDialog::copyCodes);
}

void RevealDialog::ask()
{
    if (m_showing) {
        accept();
        return;
    }
    setBusy(true, tr("Revealing…"));
    onDone(this, m_store.reveal(m_request), [this](const Result<Page<RevealedCode>> &answer) { take(answer); });
}

void RevealDialog::take(const Result<Page<RevealedCode>> &answer)
{
    setBusy(false);
    if (!answer) {
        showFailure(failureLead(answer.failure()), codeFailureWords(answer.failure()), tr("Try again"),
                    answer.failure().name);
        return;
    }
    QStringList lines;
    for (const RevealedCode &code : answer->items)
        lines.append(code.code.text());
    m_codes->setPlainText(lines.join(u'\n'));
    m_codes->setFixedHeight(
        std::min(codesHeight, codesPadding + int(lines.size()) * m_codes->fontMetrics().lineSpacing()));
    m_notice->setText(
        lines.size() < m_count
            ? tr("%1 of %2 codes; this is in the audit now.").arg(countText(lines.size()), countText(m_count))
            : tr("%1 code(s); this is in the audit now.", nullptr, int(lines.size())).arg(countText(lines.size())));
    m_showing = true;
    m_left = m_seconds;
    setRemark({});
    setSubmit(tr("Hide now"));
    cancelButton()->hide();
    m_area->show();
    tick();
    m_second.start();
    m_codes->setFocus(Qt::OtherFocusReason);
}

void RevealDialog::tick()
{
    if (m_left <= 0) {
        accept();
        return;
    }
    m_timeLeft->setText(tr("Hidden in %n second(s)", nullptr, m_left));
    m_bar->setShare(shareOf(m_left, m_seconds));
    --m_left;
}

void RevealDialog::hideCodes()
{
    m_second.stop();
    m_showing = false;
    m_codes->clear();
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (!m_copied.isEmpty() && clipboard->text() == m_copied)
        clipboard->clear();
    m_copied.fill(u' ');
    m_copied.clear();
}

void RevealDialog::copyCodes()
{
    m_copied = m_codes->toPlainText();
    QGuiApplication::clipboard()->setText(m_copied);
    m_copy->setText(tr("Copied until hidden"));
}

} // namespace scrip
