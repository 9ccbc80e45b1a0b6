// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/write_journal.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

/// Notes on disk: what they hold, who may read them, and who may take them up. No server is asked.
class WriteJournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsAllThatItTakesToSendAgain()
    {
        const WriteCall call = WriteCall::of("scrip.edit_event", {u"key-1"_s, u"anna"_s, {}}, 5, QString(), u"ü"_s,
                                             QJsonObject{{u"a"_s, 1}}, QList<EventId>{EventId(QUuid::createUuid())});
        {
            const auto note = journal().note(u"db"_s, call);
            QVERIFY(note.ok());
            QVERIFY(!journal().isEmpty());
        }
        const auto pending = journal().pending(u"db"_s);
        QCOMPARE(pending.size(), 1);
        const WriteCall &read = pending.first()->call();
        QCOMPARE(read.function, call.function);
        QCOMPARE(read.key, call.key);
        QCOMPARE(read.as, call.as);
        QCOMPARE(read.arguments, call.arguments);
        QCOMPARE(read.statement().text(), QByteArray("SELECT scrip.edit_event($1, $2, $3, $4, $5, $6, $7)"));
    }

    void holdsNothingThatIsWithheld()
    {
        const WriteCall call = WriteCall::of("scrip.create_claim", {u"key-2"_s, {}, {}}, WithheldText{u"NEAR-ABCD"_s},
                                             u"told"_s, QString());
        QCOMPARE(call.statement().parameters().at(2).text, QByteArray("NEAR-ABCD"));
        QVERIFY(call.isWhole());
        QVERIFY(journal().note(u"db"_s, call).ok());
        QVERIFY(!journalBytes().contains("ABCD"));
        const auto pending = journal().pending(u"db"_s);
        QCOMPARE(pending.size(), 1);
        QVERIFY(!pending.first()->call().isWhole());
        QCOMPARE(pending.first()->call().arguments.at(1).text, QByteArray("told"));
    }

    void theSameCallAgainTakesTheNoteOver()
    {
        const WriteCall call = WriteCall::of("scrip.create_claim", {u"key-3"_s, {}, {}}, WithheldText{u"A"_s});
        QVERIFY(journal().note(u"db"_s, call).ok());
        const auto again = journal().note(u"db"_s, call);
        QVERIFY(again.ok());
        again.value()->remove();
        QVERIFY(journal().isEmpty());
    }

    void notesUnderWayAreLeftAlone()
    {
        const auto note = journal().note(u"db"_s, call(u"busy"_s));
        QVERIFY(note.ok());
        QVERIFY(journal().pending(u"db"_s).isEmpty());
        note.value()->remove();
        QVERIFY(journal().isEmpty());
    }

    void twinHasOneNote()
    {
        const auto first = journal().note(u"db"_s, call(u"twin"_s));
        const auto second = journal().note(u"db"_s, call(u"twin"_s));
        QVERIFY(first.ok() && second.ok());
        second.value()->remove();
        QVERIFY(!journal().isEmpty());
        first.value()->remove();
        QVERIFY(journal().isEmpty());
    }

    void databasesAreKeptApart()
    {
        QVERIFY(journal().note(u"one"_s, call(u"key"_s)).ok());
        QVERIFY(journal().pending(u"two"_s).isEmpty());
        QCOMPARE(journal().pending(u"one"_s).size(), 1);
    }

    void otherPeopleCannotRead()
    {
        QVERIFY(journal().note(u"db"_s, call(u"private"_s)).ok());
        const auto forOthers = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        for (QDirIterator paths(m_folder->path(), QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot,
                                QDirIterator::Subdirectories);
             paths.hasNext();)
            QVERIFY(!(QFile::permissions(paths.next()) & forOthers));
    }

    void tornNotesGo()
    {
        QVERIFY(journal().note(u"db"_s, call(u"torn"_s)).ok());
        QDirIterator files(m_folder->path(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(QFile::resize(files.next(), 10));
        QVERIFY(journal().pending(u"db"_s).isEmpty());
        QVERIFY(journal().isEmpty());
    }

    void keysThatAreNoFileNames()
    {
        for (const QString &key : {u"../../etc/passwd"_s, u"a/b"_s, QString(255, u'x')})
            QVERIFY(journal().note(u"db"_s, call(key)).ok());
        QCOMPARE(journal().pending(u"db"_s).size(), 3);
    }

    void placeThatCannotBeWritten()
    {
        const auto note = WriteJournal(u"/proc/no/such"_s).note(u"db"_s, call(u"key"_s));
        QVERIFY(!note.ok());
        QCOMPARE(note.failure().name, u"file_not_written"_s);
    }

    void usualPlaceIsTheUsersState()
    {
        qputenv("XDG_STATE_HOME", m_folder->path().toLocal8Bit());
        QCOMPARE(WriteJournal().root(), m_folder->filePath(u"scrip/journal"_s));
        qputenv("XDG_STATE_HOME", "not/absolute");
        QVERIFY(WriteJournal().root().endsWith(u"/.local/state/scrip/journal"_s));
        qunsetenv("XDG_STATE_HOME");
    }

private:
    [[nodiscard]] WriteJournal journal() const { return WriteJournal(m_folder->path()); }
    [[nodiscard]] QByteArray journalBytes() const
    {
        QByteArray bytes;
        for (QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
            QFile file(files.next());
            if (file.open(QFile::ReadOnly))
                bytes += file.readAll();
        }
        return bytes;
    }
    static WriteCall call(const QString &key) { return WriteCall::of("scrip.lock", {key, {}, {}}); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(WriteJournalTest)
#include "tst_write_journal.moc"
