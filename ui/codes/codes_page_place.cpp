// SPDX-License-Identifier: GPL-3.0-or-later
// How one code is found again in a table of any length.
#include "models/codes_model.h"
#include "ui/codes/codes_page.h"
#include "ui/codes/codes_table.h"
#include "ui/table/place.h"
#include "ui/widgets/toast.h"

namespace scrip {

using namespace Qt::StringLiterals;

void CodesPage::goTo(const QUrlQuery &place)
{
    if (place.hasQueryItem(u"code"_s))
        goToCode(place.queryItemValue(u"code"_s));
    else
        TablePage::goTo(place);
}

/// Shows the code in its batch. There the rows stand by serial, but for those of codes that took the place of
/// another, which stand behind all of them: such a code is not chosen, its batch is shown all the same.
void CodesPage::goToCode(const QString &id)
{
    m_wanted.reset();
    m_codeAsked.ask(this, m_stores.codes->code(id), [this](const Result<Code> &answer) {
        if (!answer) {
            Toast::show(this, Tone::Bad, tr("That code cannot be shown. %1").arg(failureText(answer.failure())), {},
                        answer.failure().name);
            return;
        }
        QUrlQuery place;
        addIdTo(place, u"event"_s, answer->eventId);
        addIdTo(place, u"batch"_s, answer->batchId);
        TablePage::goTo(place);
        if (!answer->batchId.isNull())
            m_wanted = *answer;
        chooseWanted();
    });
}

QUrlQuery CodesPage::chosenPlace() const
{
    const bool one = m_selected.rows == 1 && m_selected.codes.size() == 1;
    return one ? placeOf(u"code"_s, m_selected.codes.constFirst().id) : location();
}

void CodesPage::chooseWanted()
{
    if (!m_wanted || !m_model->isCountKnown())
        return;
    const int row = m_wanted->serial - 1;
    if (row < 0 || row >= m_model->count()) {
        m_wanted.reset();
        return;
    }
    const Code *there = m_model->peek(row);
    if (!there) {
        m_table->scrollToRow(row);
        return;
    }
    const bool same = there->id == m_wanted->id;
    m_wanted.reset();
    if (same) {
        m_table->scrollToRow(std::max(0, row - 3));
        selectRows(row, 1);
    }
}

} // namespace scrip
