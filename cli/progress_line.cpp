// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress_line.h"

#include <QIODevice>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace scrip::cli {

ProgressLine::ProgressLine(QIODevice *err, bool visible, QString what)
    : m_err(err)
    , m_visible(visible)
    , m_what(std::move(what))
{
}

ProgressLine::~ProgressLine()
{
    if (m_visible && m_percent >= 0)
        m_err->write("\r\x1b[K");
}

void ProgressLine::show(qint64 done, qint64 total)
{
    const std::scoped_lock lock(m_mutex);
    const int percent = total > 0 ? int(done * 100 / total) : 0;
    if (!m_visible || percent == m_percent)
        return;
    m_percent = percent;
    const QString line = u"\r\x1b[K"_s + m_what.arg(QLocale().toString(done), QLocale().toString(total));
    m_err->write(line.toUtf8());
}

} // namespace scrip::cli
