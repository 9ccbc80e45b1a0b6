// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/person.h"
#include "core/ports/lookup_store.h"

#include <QUrlQuery>

#include <optional>

namespace scrip {

/// Whom or what the page is about: a person, an organization, or a code that nobody has claimed.
struct Customer
{
    enum class Kind { Person, Organization, Code };

    Kind kind = Kind::Person;
    Person person;       ///< Of a person.
    Match match;         ///< Of an organization or a code.
    QString pendingCode; ///< The id of the code that led to the person; empty otherwise.

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString about() const;
    /// The organizations whose balances and grants belong here.
    [[nodiscard]] QList<Membership> organizations() const;
    [[nodiscard]] TimelineQuery timeline() const;
    /// "user=…", "organization=…" or "code=…", by their ids.
    [[nodiscard]] QUrlQuery place() const;
};

/// Finds customers by whatever is known of them. Each look-up counts for support, so nothing is looked up but what a
/// person asks for. Owned by the page; borrows the store.
class CustomerFinder : public QObject
{
    Q_OBJECT
public:
    explicit CustomerFinder(LookupStore &store, QObject *parent = nullptr);

    /// Looks for a text: opens what is found if that is one thing.
    void find(const QString &text);
    /// Opens what was found: a person, an organization or a code here, everything else on its own page.
    void open(const Match &match);
    void openUser(const UserId &id);
    /// An organization or a code by its id.
    void openById(const QString &id);
    [[nodiscard]] bool isLooking() const { return m_looking; }
    /// Drops what is looked for.
    void forget();

Q_SIGNALS:
    void lookingChanged();
    /// Nothing, or several things.
    void found(const scrip::LookupResult &result, const QString &text);
    void opened(const scrip::Customer &customer);
    void openRequested(const QString &pageId, const QUrlQuery &place);
    void failed(const scrip::Failure &failure);

private:
    void setLooking(bool looking);
    void look(const QString &text, const std::function<void(const LookupResult &)> &take);
    void openOnly(const LookupResult &result, const QString &text);
    void openMatch(const Match &match, const QString &code);
    void openPerson(const UserId &id, const QString &code);

    LookupStore &m_store;
    Latest<LookupResult> m_asked;
    bool m_looking = false;
};

} // namespace scrip
