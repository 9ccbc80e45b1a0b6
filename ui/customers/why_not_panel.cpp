// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/why_not_panel.h"

#include "core/text_rules.h"
#include "ui/claims/claim_words.h"
#include "ui/help/help_link.h"
#include "ui/mint/code_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace scrip {

WhyNotPanel::WhyNotPanel(ClaimStore &store, QWidget *parent)
    : Panel(tr("Why not?"), parent)
    , m_store(store)
{
    QToolButton *close = makeGlyphButton(Glyph::Close, tr("Close"), this);
    connect(close, &QToolButton::clicked, this, &WhyNotPanel::closeRequested);
    addHeadWidget(close);
    buildFields();
    buildAnswer();
    clearAnswer();
    judge();
}

void WhyNotPanel::buildFields()
{
    m_event = new QComboBox;
    m_code = new QLineEdit;
    m_code->setFont(codeFont());
    m_code->setPlaceholderText(tr("as it is printed"));
    m_organization = new QComboBox;
    m_event->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_organization->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_check = makeButton(tr("Check"), ButtonLook::Secondary);
    body()->setSpacing(0);
    body()->addWidget(new FormField(tr("Event"), m_event));
    m_codeRow = new FormField(tr("Code"), m_code);
    body()->addWidget(m_codeRow);
    body()->addWidget(new FormField(tr("For"), m_organization));
    body()->addWidget(m_check, 0, Qt::AlignLeft);
    body()->addSpacing(space::one);
    connect(m_check, &QPushButton::clicked, this, &WhyNotPanel::ask);
    connect(m_code, &QLineEdit::returnPressed, this, [this] {
        if (m_check->isEnabled())
            ask();
    });
    connect(m_code, &QLineEdit::textChanged, this, [this] {
        clearAnswer();
        judge();
    });
    for (QComboBox *choice : {m_event, m_organization})
        connect(choice, &QComboBox::currentIndexChanged, this, [this] {
            clearAnswer();
            judge();
        });
}

void WhyNotPanel::buildAnswer()
{
    m_verdict = new InlineMessage;
    connect(m_verdict, &InlineMessage::buttonClicked, this, &WhyNotPanel::ask);
    body()->addWidget(m_verdict);
    m_reasonsArea = new QWidget;
    m_reasons = new QVBoxLayout(m_reasonsArea);
    m_reasons->setContentsMargins(0, space::one, 0, 0);
    m_reasons->setSpacing(space::oneAndHalf);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_reasonsArea);
    body()->addWidget(scroll, 1);
    auto *foot = new QHBoxLayout;
    m_claim = makeButton(tr("Claim on behalf…"), ButtonLook::Secondary);
    m_copy = makeButton(Glyph::Copy, tr("Copy the answer"), ButtonLook::Secondary);
    foot->addWidget(m_claim);
    foot->addStretch(1);
    foot->addWidget(m_copy);
    body()->addLayout(foot);
    connect(m_claim, &QPushButton::clicked, this, [this] { Q_EMIT claimRequested(draft()); });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(answer()); });
}

void WhyNotPanel::setEvents(const QList<Event> &events)
{
    const QString chosen = m_event->currentData().toString();
    const QSignalBlocker quiet(m_event);
    fillEventChoice(m_event, events);
    chooseById(m_event, chosen);
    if (m_event->currentData().toString() != chosen)
        clearAnswer();
    judge();
}

void WhyNotPanel::setPerson(const Person &person)
{
    const bool another = m_person.id != person.id;
    const QString chosen = m_organization->currentData().toString();
    m_person = person;
    // News of the same person are no other question: the answer to the last one stays.
    const QSignalBlocker quiet(m_organization);
    fillOrganizationChoice(m_organization, person);
    if (another) {
        m_code->clear();
        clearAnswer();
    } else {
        chooseById(m_organization, chosen);
    }
    setTitle(person.email.isEmpty() ? tr("Why not?") : tr("Why can they not claim?"));
    judge();
}

void WhyNotPanel::setEvent(const EventId &event)
{
    chooseById(m_event, event.toText());
}

void WhyNotPanel::setReason(const QString &reason)
{
    if (m_reason == reason)
        return; // a question may be under way, which judge() knows nothing of
    m_reason = reason;
    judge();
    judgeAnswer();
}

ClaimDraft WhyNotPanel::draft() const
{
    return {EventId::fromText(m_event->currentData().toString()), m_code->text().trimmed(),
            OrganizationId::fromText(m_organization->currentData().toString())};
}

void WhyNotPanel::judge()
{
    QString reason = m_reason;
    const QString against = reasonAgainstCode(m_code->text());
    m_codeRow->setError(m_code->text().trimmed().isEmpty() ? QString() : against);
    if (reason.isEmpty() && m_person.id.isNull())
        reason = tr("Find a person first");
    else if (reason.isEmpty() && m_event->currentIndex() < 0)
        reason = tr("There is no event");
    else if (reason.isEmpty())
        reason = against;
    m_check->setEnabled(reason.isEmpty());
    m_check->setToolTip(reason);
}

/// What can be done with an answer waits like the question does.
void WhyNotPanel::judgeAnswer()
{
    const QList<QPushButton *> buttons = m_mends + QList<QPushButton *>{m_claim};
    for (QPushButton *button : buttons) {
        button->setEnabled(m_reason.isEmpty());
        button->setToolTip(m_reason);
    }
}

void WhyNotPanel::ask()
{
    const ClaimDraft wanted = draft();
    ClaimRequest request;
    request.event = wanted.event;
    request.code = wanted.code;
    request.claimant.user = m_person.id;
    request.claimant.organization = wanted.organization;
    clearAnswer();
    m_check->setEnabled(false);
    m_asked.ask(this, m_store.check(request), [this](const Result<ClaimCheck> &answer) { take(answer); });
}

void WhyNotPanel::take(const Result<ClaimCheck> &answer)
{
    judge();
    if (!answer) {
        m_verdict->setButton(tr("Try again"));
        m_verdict->show(Tone::Bad, tr("Not checked."), codeFailureWords(answer.failure()));
        m_verdict->setHelp(answer.failure().name);
        Q_EMIT answered();
        return;
    }
    m_verdict->setButton({});
    if (answer->claimable)
        m_verdict->show(Tone::Good, tr("It would work."), tr("Nothing stands in the way. Nothing was changed."));
    else
        m_verdict->show(Tone::Warn, tr("%n condition(s) fail.", nullptr, int(answer->reasons.size())),
                        tr("Nothing was changed."));
    m_lines = {m_verdict->text()};
    showReasons(answer->reasons);
    m_claim->setVisible(answer->claimable);
    judgeAnswer();
    m_copy->show();
    Q_EMIT answered();
}

void WhyNotPanel::showReasons(const QList<ClaimCheck::Reason> &reasons)
{
    for (const ClaimCheck::Reason &reason : reasons) {
        const QString text = obstacleWords(reason);
        m_lines.append(text);
        m_reasons->addWidget(reasonRow(reason.name, text));
    }
    m_reasons->addStretch(1);
}

QWidget *WhyNotPanel::reasonRow(const QString &name, const QString &text)
{
    auto *one = new QWidget(m_reasonsArea);
    auto *row = new QHBoxLayout(one);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::one);
    row->addWidget(new GlyphMark(Glyph::Close, Tone::Bad, one), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    auto *sentence = new Label(text, Type::Body, one);
    sentence->setWordWrap(true);
    auto *caption = Label::muted(name, Type::Caption, one);
    caption->setFont(codeFont(QFont::Normal, 11));
    column->addWidget(sentence);
    column->addWidget(caption);
    auto *links = new QHBoxLayout;
    links->setContentsMargins(0, 0, 0, 0);
    links->setSpacing(0);
    const QString remedy = m_remedies ? m_remedies(name) : QString();
    if (!remedy.isEmpty()) {
        QPushButton *mend = makeButton(remedy, ButtonLook::Link, one);
        setSmall(mend);
        connect(mend, &QPushButton::clicked, this, [this, name] { Q_EMIT remedyRequested(name); });
        m_mends.append(mend);
        links->addWidget(mend);
    }
    auto *help = new HelpLink(one);
    help->setShort();
    help->setRefusal(name);
    links->addWidget(help);
    links->addStretch(1);
    column->addLayout(links);
    row->addLayout(column, 1);
    return one;
}

void WhyNotPanel::clearAnswer()
{
    if (!m_verdict)
        return;
    m_asked.forget();
    m_lines.clear();
    m_mends.clear();
    m_verdict->clear();
    while (QLayoutItem *item = m_reasons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_claim->hide();
    m_copy->hide();
}

QString WhyNotPanel::answer() const
{
    return m_lines.join(u'\n');
}

} // namespace scrip
