// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "db/write_call.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QList>

namespace scrip {

/// A write that is under way, on disk: there before it was sent, gone once its outcome is known. Holds a lock on its
/// file while it lives, so that nobody else takes it up. Move only.
class JournalEntry
{
public:
    JournalEntry() = default;
    ~JournalEntry() { release(); }
    JournalEntry(JournalEntry &&other) noexcept;
    JournalEntry &operator=(JournalEntry &&other) noexcept;

    [[nodiscard]] const WriteCall &call() const { return m_call; }
    /// When it was noted, by the clock of this machine; now for one that was noted just so.
    [[nodiscard]] const QDateTime &at() const { return m_at; }
    /// It was there before: the call may have been carried out.
    [[nodiscard]] bool isOld() const { return m_old; }
    /// The outcome is known: nothing is left to resolve.
    void remove();

private:
    friend class WriteJournal;
    JournalEntry(QString path, int file, WriteCall call);
    void release();

    QString m_path;
    int m_file = -1;
    WriteCall m_call;
    bool m_old = false;
    QDateTime m_at = QDateTime::currentDateTimeUtc();
};

/// Writes whose outcome is not known, one file each in a folder for each database, so that they outlive a crash.
/// Holds keys and arguments, but no plain code and no secret: a call with one in it stands there without, and waits
/// for the same call under the same key. A value that names a folder.
class WriteJournal
{
    Q_DECLARE_TR_FUNCTIONS(scrip::WriteJournal)
public:
    /// `root` empty: below the user's state folder ($XDG_STATE_HOME).
    explicit WriteJournal(const QString &root = {});

    /// Notes the call for good before it is sent; an older note under its key is replaced. Refuses with
    /// file_not_written: then nothing may be sent.
    [[nodiscard]] Result<std::shared_ptr<JournalEntry>> note(const QString &database, const WriteCall &call) const;
    /// What was left behind there and nobody is at work on, oldest first.
    [[nodiscard]] QList<std::shared_ptr<JournalEntry>> pending(const QString &database) const;

    /// Nothing is noted for any database.
    [[nodiscard]] bool isEmpty() const;

    [[nodiscard]] const QString &root() const { return m_root; }

private:
    /// One that somebody else made, or an earlier run.
    [[nodiscard]] static std::shared_ptr<JournalEntry> older(const QString &path, int file, const WriteCall &call);
    [[nodiscard]] QString folder(const QString &database) const { return m_root + u'/' + database; }

    QString m_root;
};

} // namespace scrip
