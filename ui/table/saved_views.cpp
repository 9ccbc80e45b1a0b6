// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/saved_views.h"

#include "core/text_rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QJsonObject toJson(const SavedView &view)
{
    return {{u"name"_s, view.name},
            {u"place"_s, view.place.toString(QUrl::FullyEncoded)},
            {u"columns"_s, QString::fromLatin1(view.columns.toBase64())}};
}

SavedView viewOf(const QJsonObject &json)
{
    SavedView view;
    view.name = SavedViews::cleaned(json[u"name"].toString());
    view.place = QUrlQuery(json[u"place"].toString());
    view.columns = QByteArray::fromBase64(json[u"columns"].toString().toLatin1());
    return view;
}

} // namespace

SavedViews::SavedViews(const QString &pageId)
    : m_key(u"views/"_s + pageId)
{
    read();
}

void SavedViews::read()
{
    // One text, not a key a view: a name may hold whatever somebody types.
    const QJsonObject kept = QJsonDocument::fromJson(QSettings().value(m_key).toByteArray()).object();
    m_views.clear();
    m_atStart = cleaned(kept[u"at_start"].toString());
    const QJsonArray views = kept[u"views"].toArray();
    for (const QJsonValue &one : views) {
        const SavedView view = viewOf(one.toObject());
        if (reasonAgainst(view.name).isEmpty() && !find(view.name))
            m_views.append(view);
    }
}

void SavedViews::write() const
{
    QJsonArray views;
    for (const SavedView &view : m_views)
        views.append(toJson(view));
    const QJsonObject kept{{u"views"_s, views}, {u"at_start"_s, m_atStart}};
    QSettings().setValue(m_key, QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

QString SavedViews::cleaned(const QString &name)
{
    const Result<QString> checked = checkedName(name.simplified(), u"name"_s);
    return checked ? checked->simplified() : name.simplified();
}

qsizetype SavedViews::indexOf(const QString &name) const
{
    const QString wanted = cleaned(name);
    for (qsizetype i = 0; i < m_views.size(); ++i) {
        if (m_views.at(i).name.compare(wanted, Qt::CaseInsensitive) == 0)
            return i;
    }
    return -1;
}

const SavedView *SavedViews::find(const QString &name) const
{
    const qsizetype at = indexOf(name);
    return at < 0 ? nullptr : &m_views.at(at);
}

QString SavedViews::reasonAgainst(const QString &name) const
{
    const QString wanted = cleaned(name);
    if (wanted.isEmpty())
        return tr("A view needs a name");
    if (wanted.size() > longestName)
        return tr("At most %1 characters").arg(longestName);
    // What would show as another name than it is, is none.
    if (!checkedName(wanted, u"name"_s))
        return tr("The name holds characters that cannot be seen");
    if (m_views.size() >= most && !find(wanted))
        return tr("There are %1 views already: delete one first").arg(most);
    return {};
}

bool SavedViews::save(const SavedView &view)
{
    read();
    if (!reasonAgainst(view.name).isEmpty())
        return false;
    SavedView kept = view;
    kept.name = cleaned(view.name);
    const qsizetype at = indexOf(kept.name);
    if (at < 0)
        m_views.append(kept);
    else
        m_views[at] = kept;
    write();
    return true;
}

bool SavedViews::rename(const QString &name, const QString &other)
{
    read();
    const qsizetype at = indexOf(name);
    const qsizetype taken = indexOf(other);
    if (at < 0 || (taken >= 0 && taken != at) || SavedViews::cleaned(other).isEmpty())
        return false;
    const QString before = m_views.at(at).name;
    m_views[at].name = cleaned(other);
    if (!reasonAgainst(m_views.at(at).name).isEmpty()) {
        m_views[at].name = before;
        return false;
    }
    if (m_atStart.compare(before, Qt::CaseInsensitive) == 0)
        m_atStart = m_views.at(at).name;
    write();
    return true;
}

bool SavedViews::remove(const QString &name)
{
    read();
    const qsizetype at = indexOf(name);
    if (at < 0)
        return false;
    if (m_atStart.compare(m_views.at(at).name, Qt::CaseInsensitive) == 0)
        m_atStart.clear();
    m_views.removeAt(at);
    write();
    return true;
}

void SavedViews::setAtStart(const QString &name)
{
    read();
    const SavedView *view = find(name);
    m_atStart = view ? view->name : QString();
    write();
}

} // namespace scrip
