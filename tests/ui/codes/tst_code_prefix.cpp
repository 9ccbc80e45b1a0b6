// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/codes_fixture.h"
#include "ui/testing.h"

#include "ui/widgets/form_field.h"

#include <QClipboard>
#include <QLineEdit>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::CodesFixture;

/// The filter by the beginning of a code.
class TestCodePrefix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersByPrefix();
    void keepsAPrefixThatIsTooLong();
};

void TestCodePrefix::filtersByPrefix()
{
    CodesFixture f;
    f.codes.codes[3].masked = u"DEVCON-····-····-····-P4Q8"_s;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->focusFilter();
    QLineEdit *field = f.page->filterBar()->prefixField();
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, u"devcon"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(f.page->model()->count(), 1);
    QCOMPARE(f.page->filterBar()->filter().prefix, u"DEVCON"_s);
    QTRY_VERIFY(!field->isVisible());
}

void TestCodePrefix::keepsAPrefixThatIsTooLong()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->focusFilter();
    QLineEdit *field = f.page->filterBar()->prefixField();
    QTRY_VERIFY(field->isVisible());
    const QString pasted(65, u'A');
    QGuiApplication::clipboard()->setText(pasted);
    QTest::keySequence(field, QKeySequence::Paste);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(field->isVisible());
    QCOMPARE(field->text(), pasted);
    const auto *form = qobject_cast<FormField *>(field->parentWidget());
    QVERIFY(form);
    QCOMPARE(form->error(), u"At most 64 characters."_s);
    QVERIFY(f.page->filterBar()->filter().prefix.isEmpty());
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(!form->hasError());
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(f.page->filterBar()->filter().prefix, QString(64, u'A'));
}

SCRIP_UI_TEST_MAIN(TestCodePrefix)
#include "tst_code_prefix.moc"
