// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/pdf_sheet_writer.h"
#include "sheets/sheet_fixture.h"
#include "sheets/sheet_verifier.h"

#include <QTemporaryDir>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// Reading sheets back: every label proven from its pixels, and every kind of mix-up noticed.
class SheetVerifierTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void provesEveryLabel_data();
    void provesEveryLabel();
    void noticesASwappedPair_data();
    void noticesASwappedPair();
    void noticesAnotherBatch();
    void noticesAMissingLabel();
    void noticesAStrayLabel();
    void noticesAMissingSheet();
    void noticesAnotherStart();
    void noticesAMaskedSheet();
    void refusesWhatIsNoSheet();
    void canBeCancelled();

private:
    QString write(const SheetJob &job, const QList<LabelContent> &list)
    {
        const QString path = m_dir.filePath(u"sheet.pdf"_s);
        ListLabelSource source(list);
        const auto written = writePdfSheet(job, source, path, true);
        return written.ok() ? path : QString();
    }
    static VerifyOutcome verify(const QString &path, const SheetJob &job, const QList<LabelContent> &list)
    {
        ListLabelSource source(list);
        return verifySheet(path, job, source).value();
    }

    QTemporaryDir m_dir;
};

void SheetVerifierTest::provesEveryLabel_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("startAt");
    QTest::newRow("L7160, three sheets") << u"L7160"_s << 50 << 7;
    QTest::newRow("5160, Letter") << u"5160"_s << 31 << 30;
    QTest::newRow("L7651, small") << u"L7651"_s << 66 << 1;
    QTest::newRow("22807, round") << u"22807"_s << 5 << 3;
    QTest::newRow("3474, to the paper's edge") << u"3474"_s << 24 << 1;
    QTest::newRow("tent") << u"tent-a4-2up"_s << 3 << 2;
    QTest::newRow("32253, paper across") << u"zweckform-32253"_s << 5 << 1;
    QTest::newRow("5167, text only") << u"5167"_s << 85 << 3;
    QTest::newRow("L4731, text only") << u"L4731"_s << 60 << 2;
}

void SheetVerifierTest::provesEveryLabel()
{
    QFETCH(QString, id);
    QFETCH(int, count);
    SheetJob job = jobOn(id);
    QFETCH(int, startAt);
    job.startAt = startAt;
    const VerifyOutcome outcome = verify(write(job, labels(count)), job, labels(count));
    QCOMPARE(outcome.labels, count);
    QCOMPARE(outcome.decoded, count);
    QVERIFY(outcome.ok());
}

void SheetVerifierTest::noticesASwappedPair_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("symbols") << u"L7160"_s;
    QTest::newRow("text") << u"5167"_s;
    QTest::newRow("tent") << u"tent-a4-2up"_s;
}

void SheetVerifierTest::noticesASwappedPair()
{
    QFETCH(QString, id);
    const SheetJob job = jobOn(id);
    QList<LabelContent> swapped = labels(2);
    std::swap(swapped[0].code, swapped[1].code);
    const VerifyOutcome outcome = verify(write(job, labels(2)), job, swapped);
    QCOMPARE(outcome.decoded, 0);
    QCOMPARE(outcome.mismatched.size(), 2);
    QCOMPARE(outcome.mismatched.first().fault, LabelFault::Swapped);
    QCOMPARE(outcome.mismatched.first().serial, 1);
    QCOMPARE(outcome.mismatched.first().found, 2);
    QVERIFY(!outcome.ok());
}

void SheetVerifierTest::noticesAnotherBatch()
{
    const SheetJob job = jobOn(u"L7160"_s);
    const VerifyOutcome outcome = verify(write(job, labels(10)), job, labels(10, 1000));
    QCOMPARE(outcome.decoded, 0);
    QCOMPARE(outcome.mismatched.size(), 10);
    QCOMPARE(outcome.mismatched.at(4).fault, LabelFault::Different);
    QCOMPARE(outcome.mismatched.at(4).slot, 5);
}

void SheetVerifierTest::noticesAMissingLabel()
{
    const SheetJob job = jobOn(u"L7160"_s);
    const VerifyOutcome outcome = verify(write(job, labels(9)), job, labels(10));
    QCOMPARE(outcome.labels, 10);
    QCOMPARE(outcome.decoded, 9);
    QCOMPARE(outcome.mismatched.size(), 1);
    QCOMPARE(outcome.mismatched.first().fault, LabelFault::Unreadable);
    QCOMPARE(outcome.mismatched.first().serial, 10);
}

void SheetVerifierTest::noticesAStrayLabel()
{
    for (const QString &id : {u"L7160"_s, u"5167"_s}) {
        const SheetJob job = jobOn(id);
        const VerifyOutcome outcome = verify(write(job, labels(10)), job, labels(9));
        QCOMPARE(outcome.decoded, 9);
        QVERIFY(outcome.mismatched.isEmpty());
        QCOMPARE(outcome.unexpected.size(), 1);
        QCOMPARE(outcome.unexpected.first().slot, 10);
        QVERIFY(!outcome.ok());
    }
}

void SheetVerifierTest::noticesAMissingSheet()
{
    const SheetJob job = jobOn(u"L7160"_s);
    const VerifyOutcome shorter = verify(write(job, labels(21)), job, labels(42));
    QCOMPARE(shorter.decoded, 21);
    QCOMPARE(shorter.mismatched.size(), 21);
    QCOMPARE(shorter.mismatched.first().page, 2);
    const VerifyOutcome longer = verify(write(job, labels(42)), job, labels(21));
    QCOMPARE(longer.decoded, 21);
    QCOMPARE(longer.unexpected.size(), 1);
    QCOMPARE(longer.unexpected.first().page, 2);
    QCOMPARE(longer.unexpected.first().slot, 0);
}

void SheetVerifierTest::noticesAnotherStart()
{
    SheetJob job = jobOn(u"L7160"_s);
    const QString path = write(job, labels(5));
    job.startAt = 2;
    const VerifyOutcome outcome = verify(path, job, labels(5));
    QCOMPARE(outcome.decoded, 0);
    QCOMPARE(outcome.unexpected.size(), 1);
    QCOMPARE(outcome.unexpected.first().slot, 1);
}

void SheetVerifierTest::noticesAMaskedSheet()
{
    SheetJob job = jobOn(u"L7160"_s);
    job.masked = true;
    const QString path = write(job, labels(5));
    job.masked = false;
    QCOMPARE(verify(path, job, labels(5)).decoded, 0);
}

void SheetVerifierTest::refusesWhatIsNoSheet()
{
    const QString text = m_dir.filePath(u"notes.pdf"_s);
    QFile file(text);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("%PDF-1.4\nbroken");
    file.close();
    for (const QString &path : {text, m_dir.filePath(u"missing.pdf"_s), m_dir.path()}) {
        ListLabelSource source(labels(1));
        const auto outcome = verifySheet(path, jobOn(u"L7160"_s), source);
        QVERIFY(!outcome.ok());
        QCOMPARE(outcome.failure().name, u"not_found"_s);
    }
}

void SheetVerifierTest::canBeCancelled()
{
    const SheetJob job = jobOn(u"L7160"_s);
    const QString path = write(job, labels(50));
    std::stop_source stop;
    ListLabelSource source(labels(50));
    const auto outcome = verifySheet(
        path, job, source,
        [&](qint64 done, qint64) {
            if (done == 1)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.failure().kind, FailureKind::Cancelled);
}

QTEST_MAIN(SheetVerifierTest)
#include "sheet_verifier_test.moc"
