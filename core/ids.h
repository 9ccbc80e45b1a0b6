// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QUuid>

namespace scrip {

/// An id of one kind of object. Ids of different kinds do not convert into each other.
template <typename Tag> class Id
{
public:
    Id() = default;
    explicit Id(const QUuid &uuid)
        : m_uuid(uuid)
    {
    }

    /// The id written as a full uuid, or a null id when the text is none.
    static Id fromText(const QString &text) { return Id(QUuid::fromString(text)); }

    [[nodiscard]] bool isNull() const { return m_uuid.isNull(); }
    [[nodiscard]] const QUuid &uuid() const { return m_uuid; }
    /// Lower case, with dashes, without braces.
    [[nodiscard]] QString toText() const { return m_uuid.toString(QUuid::WithoutBraces); }

    friend bool operator==(const Id &a, const Id &b) { return a.m_uuid == b.m_uuid; }
    friend bool operator!=(const Id &a, const Id &b) { return a.m_uuid != b.m_uuid; }
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

using EventId = Id<struct EventTag>;
using BatchId = Id<struct BatchTag>;
using CodeId = Id<struct CodeTag>;
using UserId = Id<struct UserTag>;
using PrintId = Id<struct PrintTag>;
using OrganizationId = Id<struct OrganizationTag>;
using GrantId = Id<struct GrantTag>;
using ClaimId = Id<struct ClaimTag>;
using WorkspaceId = Id<struct WorkspaceTag>;
using ApiKeyId = Id<struct ApiKeyTag>;

} // namespace scrip
