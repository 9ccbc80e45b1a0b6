// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/doubt_strip.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr qsizetype mostNamed = 3;

QString nameOf(const DoubtfulWrite &write)
{
    if (write.action != "create_claim"_L1)
        return write.action;
    return write.subject.isEmpty() ? DoubtStrip::tr("a claim")
                                   : DoubtStrip::tr("the claim for %1").arg(write.subject);
}

QString lineOf(const DoubtfulWrite &write)
{
    return DoubtStrip::tr("%1, sent %2 under the key %3")
        .arg(nameOf(write), QLocale().toString(write.at.toLocalTime(), u"d MMM yyyy HH:mm"_s), write.key);
}

} // namespace

DoubtStrip::DoubtStrip(QWidget *parent)
    : InlineMessage(parent)
{
    setButton(tr("I have looked"));
    connect(this, &InlineMessage::buttonClicked, this, [this] {
        const QStringList keys = m_keys;
        setDoubts({});
        Q_EMIT looked(keys);
    });
}

void DoubtStrip::setDoubts(const QList<DoubtfulWrite> &writes)
{
    m_keys.clear();
    QStringList lines;
    for (const DoubtfulWrite &write : writes) {
        m_keys << write.key;
        if (lines.size() < mostNamed)
            lines << lineOf(write);
    }
    if (writes.isEmpty()) {
        clear();
        return;
    }
    if (writes.size() > mostNamed)
        lines << tr("and %1 more").arg(writes.size() - mostNamed);
    show(Tone::Warn,
         writes.size() == 1 ? tr("A write is in doubt:") : tr("%1 writes are in doubt:").arg(writes.size()),
         tr("%1. The answer never came, and the code is kept nowhere, so it cannot be sent again from here. Look "
            "whether "
            "it was done, or make the same call with its key on the command line, which answers what became of it.")
             .arg(lines.join(u"; "_s)));
}

} // namespace scrip
