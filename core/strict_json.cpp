// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strict_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QSet>

namespace scrip {

namespace {

/// One walk over text that is known to be JSON. Lives for that.
class KeyWalk
{
public:
    explicit KeyWalk(const QByteArray &text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool isEachOnce()
    {
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text.at(m_at);
            if (c == '{' || c == '[')
                m_open.append(QSet<QString>());
            else if (c == '}' || c == ']')
                m_open.removeLast();
            else if (c == '"' && !takeString())
                return false;
        }
        return true;
    }

private:
    /// False when it is a key that was there before. Leaves off at the quote that ends it.
    bool takeString()
    {
        const qsizetype begin = m_at;
        for (++m_at; m_text.at(m_at) != '"'; ++m_at)
            m_at += m_text.at(m_at) == '\\' ? 1 : 0;
        qsizetype next = m_at + 1;
        while (next < m_text.size() && isspace(static_cast<unsigned char>(m_text.at(next))) != 0)
            ++next;
        if (next >= m_text.size() || m_text.at(next) != ':')
            return true;
        const QString key = plain(m_text.mid(begin, m_at + 1 - begin));
        const bool isNew = !m_open.last().contains(key);
        m_open.last().insert(key);
        return isNew;
    }

    /// A letter can be written in several ways.
    static QString plain(const QByteArray &quoted)
    {
        return QJsonDocument::fromJson('[' + quoted + ']').array().first().toString();
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    QList<QSet<QString>> m_open;
};

} // namespace

std::optional<QJsonObject> strictObject(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject() || !KeyWalk(text).isEachOnce())
        return std::nullopt;
    return document.object();
}

} // namespace scrip
