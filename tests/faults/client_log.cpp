// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/client_log.h"

#include <QFile>
#include <QJsonDocument>

#include <fcntl.h>
#include <unistd.h>

namespace scrip::test {

ClientLog::ClientLog(QString path)
    : m_file(::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600))
{
    line({}); // ends what an earlier life was writing when it was killed
}

ClientLog::~ClientLog()
{
    ::close(m_file);
}

void ClientLog::line(const QByteArray &text) const
{
    const QByteArray whole = text + '\n';
    if (::write(m_file, whole.constData(), static_cast<size_t>(whole.size())) != whole.size())
        qFatal("The log of a client cannot be written.");
}

void ClientLog::sent(const QString &key, const QByteArray &function) const
{
    line("S " + key.toUtf8() + ' ' + function);
}

void ClientLog::acknowledged(const QString &key, const QByteArray &function, qint64 ms,
                             const QJsonObject &answer) const
{
    line("A " + key.toUtf8() + ' ' + QByteArray::number(ms) + ' ' + function + ' ' +
         QJsonDocument(answer).toJson(QJsonDocument::Compact));
}

void ClientLog::refused(const QString &key, const QString &name, qint64 ms) const
{
    line("R " + key.toUtf8() + ' ' + QByteArray::number(ms) + ' ' + name.toUtf8());
}

void ClientLog::unresolved(const QString &key) const
{
    line("U " + key.toUtf8());
}

ClientRecord ClientRecord::read(const QString &path)
{
    ClientRecord record;
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return record;
    for (QByteArray text = file.readLine(); !text.isEmpty(); text = file.readLine()) {
        const QByteArrayList words = text.trimmed().split(' ');
        const QString key = QString::fromUtf8(words.value(1));
        if (text.startsWith('S'))
            record.sent << key;
        else if (text.startsWith('U'))
            record.unresolved << key;
        if (!text.startsWith('A') && !text.startsWith('R'))
            continue;
        const QJsonDocument answer = QJsonDocument::fromJson(text.mid(text.indexOf('{')));
        if (text.startsWith('A') && !answer.isObject())
            continue; // killed while it wrote this: nobody was told
        record.unresolved.remove(key);
        record.slowestMs = qMax(record.slowestMs, words.value(2).toLongLong());
        if (text.startsWith('R')) {
            record.refused << key;
            ++record.refusals[QString::fromUtf8(words.value(3))];
        } else {
            record.acknowledged[key] = answer.object();
            record.claims += words.value(3) == "scrip.create_claim" ? 1 : 0;
        }
    }
    return record;
}

} // namespace scrip::test
