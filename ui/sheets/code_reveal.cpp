// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/code_reveal.h"

namespace scrip {

using namespace Qt::StringLiterals;

CodeReveal::CodeReveal(QObject *parent)
    : QObject(parent)
{
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &CodeReveal::tick);
}

void CodeReveal::ask(const BatchId &batch, int from, int to)
{
    RevealRequest request;
    request.filter.batch = batch;
    request.from = from;
    request.to = to;
    request.purpose = u"reveal"_s;
    m_asking = true;
    m_latest.ask(this, m_store->reveal(request), [this](const Result<Page<RevealedCode>> &answer) {
        m_asking = false;
        if (answer)
            take(*answer);
        else
            Q_EMIT failed(answer.failure());
    });
}

void CodeReveal::take(const Page<RevealedCode> &page)
{
    m_codes.clear();
    for (const RevealedCode &code : page.items) {
        if (code.state == CodeState::Available)
            m_codes.insert(code.serial, code.code.text());
    }
    m_secondsLeft = m_seconds;
    m_tick.start();
    Q_EMIT changed();
}

void CodeReveal::tick()
{
    if (--m_secondsLeft <= 0)
        hide();
    else
        Q_EMIT ticked();
}

void CodeReveal::hide()
{
    m_latest.forget();
    m_tick.stop();
    const bool was = isShown() || m_asking;
    m_asking = false;
    for (QString &code : m_codes)
        code.fill(u'0');
    m_codes.clear();
    if (was)
        Q_EMIT changed();
}

} // namespace scrip
