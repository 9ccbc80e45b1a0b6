// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mint/mint_dialog.h"

#include "core/code_text.h"
#include "ui/mint/code_words.h"
#include "ui/mint/mint_effect.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"

#include <QComboBox>
#include <QGridLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 736;
constexpr int sideWidth = 288;
constexpr qint64 suggestedCount = 500;
constexpr int safeGroups = 4;

QString dashText()
{
    return QString(QChar(0x2014));
}

Label *figureRow(QBoxLayout *column, const QString &name, bool strong)
{
    auto *row = new QHBoxLayout;
    row->addWidget(new Label(name, strong ? Type::Strong : Type::Body), 1);
    auto *figure = new Label(dashText());
    figure->setFont(codeFont(strong ? QFont::Medium : QFont::Normal));
    row->addWidget(figure);
    column->addLayout(row);
    return figure;
}

} // namespace

MintDialog::MintDialog(const MintPorts &ports, const Session &session, const QList<Event> &events, QWidget *page)
    : DialogFrame(tr("Mint codes"), dialogWidth, page)
    , m_ports(ports)
    , m_events(events)
    , m_defaultPrefix(session.defaultPrefix)
    , m_page(page)
    , m_run(new MintRun(ports, page, this))
{
    Q_ASSERT(!m_events.isEmpty());
    buildEvent();
    buildFields(session);
    buildSide();
    connect(this, &DialogFrame::submitted, this, &MintDialog::submit);
    m_write = new DialogWriteBase(this, tr("Starting…"), [this](DialogWriteBase &) { m_run->start(); });
    m_write->setDoubtLead(tr("Not known yet."));
    m_write->setRefusal([this](const Failure &failure) { refuse(failure); });
    connect(m_run, &MintRun::failed, m_write, &DialogWriteBase::fail);
    connect(m_run, &MintRun::taken, this, [this] {
        m_write->settle();
        accept();
    });
    judge();
}

void MintDialog::buildEvent()
{
    if (m_events.size() == 1) {
        setTitle(tr("Mint codes for %1").arg(event().name));
        return;
    }
    auto *choice = new QComboBox;
    for (const Event &one : std::as_const(m_events))
        choice->addItem(one.name);
    connect(choice, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_event = index;
        judge();
    });
    auto *form = new FormField(tr("Event"), choice, tr("The codes are worth its credit until it ends."));
    m_forms.insert(u"event"_s, form);
    content()->addWidget(form);
}

void MintDialog::addField(const QString &name, FormField *form, QGridLayout *grid, int row, int column)
{
    m_forms.insert(name, form);
    grid->addWidget(form, row, column);
}

void MintDialog::buildFields(const Session &session)
{
    m_count = new CountField;
    m_count->setCount(suggestedCount);
    m_prefix = new QLineEdit;
    m_prefix->setFont(codeFont());
    m_prefix->setPlaceholderText(session.defaultPrefix);
    m_groups = new QComboBox;
    for (const int groups : {3, 4, 5, 6})
        m_groups->addItem(tr("%n groups of 4", nullptr, groups), groups);
    m_groups->setCurrentIndex(1);
    m_maxUses = new CountField;
    m_maxUses->setCount(1);
    m_note = new QLineEdit;
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::two);
    grid->setVerticalSpacing(0);
    addField(u"count"_s,
             new FormField(tr("How many"), m_count, tr("up to %1").arg(countText(maxBatchCount)), nullptr, 2), grid,
             0, 0);
    addField(u"prefix"_s, new FormField(tr("Prefix"), m_prefix, tr("letters and digits, up to 12"), nullptr, 2), grid,
             0, 1);
    addField(u"groups"_s, new FormField(tr("Length"), m_groups, {}, nullptr, 2), grid, 1, 0);
    addField(u"max_uses"_s, new FormField(tr("Uses per code"), m_maxUses, tr("each person once"), nullptr, 2), grid,
             1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    content()->addLayout(grid);
    auto *note = new FormField(tr("Note"), m_note, tr("for whom, or where they are handed out; may be empty"));
    m_forms.insert(u"note"_s, note);
    content()->addWidget(note);
    for (QLineEdit *edit : {static_cast<QLineEdit *>(m_count), m_prefix, static_cast<QLineEdit *>(m_maxUses), m_note})
        connect(edit, &QLineEdit::textChanged, this, &MintDialog::judge);
    connect(m_groups, &QComboBox::currentIndexChanged, this, &MintDialog::judge);
}

void MintDialog::buildSide()
{
    QBoxLayout *side = sidePanel(sideWidth);
    side->addWidget(new Label(tr("Worst case of the event"), Type::Strong));
    m_now = figureRow(side, tr("Now"), false);
    m_added = figureRow(side, tr("These codes"), false);
    side->addWidget(new Line);
    m_after = figureRow(side, tr("After minting"), true);
    side->addSpacing(space::one);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::one);
    m_remarkMark = new GlyphMark(Glyph::Check, Tone::Good);
    m_remark = new Label({}, Type::Caption);
    m_remark->setWordWrap(true);
    m_remark->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_remark->setMinimumHeight(3 * lineHeight(Type::Caption));
    row->addWidget(m_remarkMark, 0, Qt::AlignTop);
    row->addWidget(m_remark, 1);
    side->addLayout(row);
    side->addWidget(new Line);
    side->addWidget(Label::muted(tr("A code will look like"), Type::Caption));
    m_sample = new Label;
    m_sample->setFont(codeFont());
    m_sample->setElided();
    side->addWidget(m_sample);
    side->addStretch(1);
}

CountField *MintDialog::countField() const
{
    return m_count;
}

FormField *MintDialog::formOf(const QString &field) const
{
    return m_forms.value(field);
}

MintRequest MintDialog::request() const
{
    MintRequest request;
    request.event = event().id;
    request.count = m_count->count().value_or(0);
    request.prefix = m_prefix->text().trimmed().toUpper();
    request.groups = m_groups->currentData().toInt();
    request.maxUses = int(std::clamp<qint64>(m_maxUses->count().value_or(0), 0, std::numeric_limits<int>::max()));
    request.note = m_note->text().trimmed();
    return request;
}

void MintDialog::judge()
{
    const MintRequest wanted = request();
    const QList<Failure> failures = validate(wanted);
    showErrors(failures);
    showEffect(wanted, failures.isEmpty());
    setSubmit(wanted.count > 0 ? tr("Mint %1 code(s)", nullptr, int(wanted.count)).arg(countText(wanted.count))
                               : tr("Mint codes"));
    clearFailure();
}

void MintDialog::showErrors(const QList<Failure> &failures)
{
    QHash<QString, QString> errors;
    QStringList labels;
    for (const Failure &failure : failures) {
        if (errors.contains(failure.field))
            continue;
        errors.insert(failure.field, failure.message);
        if (const FormField *form = m_forms.value(failure.field))
            labels.append(form->labelText().toLower());
    }
    for (auto form = m_forms.cbegin(); form != m_forms.cend(); ++form)
        form.value()->setError(errors.value(form.key()));
    setObstacle(labels.isEmpty()
                    ? QString()
                    : tr("%n field(s) to correct: %1", nullptr, int(labels.size())).arg(labels.join(u", "_s)));
}

void MintDialog::showEffect(const MintRequest &request, bool understood)
{
    const MintEffect effect = effectOf(event(), request);
    m_now->setText(moneyText(event().exposure));
    m_added->setText(understood && effect.added ? QString(u'+' % moneyText(*effect.added)) : dashText());
    m_after->setText(understood && effect.after ? moneyText(*effect.after) : dashText());
    m_remarkMark->setGlyph(effect.beyondCap > 0 ? Glyph::Warning : Glyph::Info,
                           effect.beyondCap > 0 ? Tone::Warn : Tone::Neutral);
    if (effect.beyondCap > 0)
        m_remark->setText(tr("The event stops at %1 claims, so %2 of all uses can never be claimed.")
                              .arg(countText(*event().maxClaims), countText(effect.beyondCap)));
    else
        m_remark->setText(event().maxClaims ? tr("Below the cap of %1 claims.").arg(countText(*event().maxClaims))
                                            : tr("The event has no cap: every use counts."));
    m_forms.value(u"groups"_s)
        ->setHint(request.groups < safeGroups ? tr("Short codes are easier to guess: prefer 4 groups or more.")
                                              : tr("%n random bits", nullptr, request.groups * 20));
    const QString prefix = request.prefix.isEmpty() ? m_defaultPrefix : request.prefix;
    m_sample->setText(prefix + u"-XXXX"_s.repeated(request.groups));
}

void MintDialog::submit()
{
    const MintRequest wanted = request();
    m_run->setRequest(
        wanted, tr("Mint %1 code(s), %2", nullptr, int(wanted.count)).arg(countText(wanted.count), event().name));
    m_write->start();
}

void MintDialog::refuse(const Failure &failure)
{
    if (FormField *form = m_forms.value(failure.field)) {
        form->setError(codeFailureWords(failure));
        setObstacle(tr("%n field(s) to correct: %1", nullptr, 1).arg(form->labelText().toLower()));
        form->setFocus();
        return;
    }
    m_write->tellRefusal(failure, codeFailureWords(failure));
}

} // namespace scrip
