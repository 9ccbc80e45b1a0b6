// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QList>
#include <QUrlQuery>

namespace scrip {

/// How somebody looks at a table: which rows, and the columns with their order, widths and sorting.
struct SavedView
{
    QString name;
    QUrlQuery place;    ///< As WindowPage::location() says it.
    QByteArray columns; ///< As TableView::columnState() says it; may be of another version of the table.

    friend bool operator==(const SavedView &, const SavedView &) = default;
};

/// The views of one page, kept in the settings of the person. A value; every change is written at once and made to
/// what is kept by then, so that two windows do not take each other's views away. Names differ by more than case.
class SavedViews
{
    Q_DECLARE_TR_FUNCTIONS(scrip::SavedViews)

public:
    static constexpr int most = 50;
    static constexpr int longestName = 60;

    /// Reads those of the page. What is none is left out.
    explicit SavedViews(const QString &pageId);

    [[nodiscard]] const QList<SavedView> &all() const { return m_views; }
    /// Null when there is none of that name.
    [[nodiscard]] const SavedView *find(const QString &name) const;
    /// The name as it would be kept: without outer and repeated blanks and what has no width.
    [[nodiscard]] static QString cleaned(const QString &name);
    /// Why a view cannot be kept under that name; empty: it can. An existing one is replaced.
    [[nodiscard]] QString reasonAgainst(const QString &name) const;

    /// Keeps it under its cleaned name, in the place of one of that name. False, and nothing changes, when there is a
    /// reason against it.
    bool save(const SavedView &view);
    /// False when there is no such view, or the other name cannot be used or is another view's.
    bool rename(const QString &name, const QString &other);
    bool remove(const QString &name);

    /// The view that the page begins with; null: it begins with everything.
    [[nodiscard]] const SavedView *atStart() const { return find(m_atStart); }
    /// An empty name: with everything.
    void setAtStart(const QString &name);

private:
    void read();
    void write() const;
    [[nodiscard]] qsizetype indexOf(const QString &name) const;

    QString m_key;
    QList<SavedView> m_views;
    QString m_atStart;
};

} // namespace scrip
