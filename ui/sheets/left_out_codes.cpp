// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/left_out_codes.h"

#include <algorithm>

namespace scrip {

namespace {

constexpr int pageSize = 1000;
constexpr qsizetype most = 20'000;

} // namespace

LeftOutCodes::LeftOutCodes(CodeStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

void LeftOutCodes::ask(const Batch &batch)
{
    if (batch.id != m_batch)
        m_serials.clear();
    m_batch = batch.id;
    m_latest.forget();
    m_coming.clear();
    m_after.clear();
    m_states.clear();
    if (batch.codes.claimed > 0)
        m_states << CodeState::Claimed;
    if (batch.codes.disabled > 0)
        m_states << CodeState::Disabled;
    if (batch.codes.reissued > 0)
        m_states << CodeState::Reissued;
    askNext();
}

void LeftOutCodes::askNext()
{
    if (m_states.isEmpty()) {
        finish();
        return;
    }
    CodeQuery query;
    query.filter.batch = m_batch;
    query.filter.state = m_states.first();
    query.after = m_after;
    query.limit = pageSize;
    m_latest.ask(this, m_store.page(query), [this](const Result<Page<Code>> &answer) {
        // Without an answer the preview counts every code; the print itself asks again.
        if (answer)
            take(*answer);
    });
}

void LeftOutCodes::take(const Page<Code> &page)
{
    for (const Code &code : page.items)
        m_coming << code.serial;
    m_after = page.next;
    if (m_after.isEmpty() || m_coming.size() >= most) {
        m_after.clear();
        m_states.removeFirst();
    }
    askNext();
}

void LeftOutCodes::finish()
{
    std::sort(m_coming.begin(), m_coming.end());
    if (std::exchange(m_serials, std::exchange(m_coming, {})) != m_serials)
        Q_EMIT changed();
}

} // namespace scrip
