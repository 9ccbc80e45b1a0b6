// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit_entry.h"
#include "core/batch.h"
#include "core/code.h"
#include "core/ports/administration.h"

#include <QJsonObject>

namespace scrip {

// The objects of the contract as JSON and back: one place for the field names, used by the database room to read
// answers and by the command line to print them. Reading is lenient (a missing field keeps its default), since a
// newer database may say more and an older one less.

[[nodiscard]] QJsonObject toJson(const Event &event);
[[nodiscard]] Event eventFromJson(const QJsonObject &json);

/// The fields of a draft for scrip.create_event and scrip.edit_event; only those in `fields`.
[[nodiscard]] QJsonObject toJson(const EventDraft &draft, EventFields fields);

[[nodiscard]] QJsonObject toJson(const CodeCounts &counts);
[[nodiscard]] CodeCounts codeCountsFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const Batch &batch);
[[nodiscard]] Batch batchFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const PrintRecord &record);
[[nodiscard]] PrintRecord printFromJson(const QJsonObject &json);

/// The code object of the contract with the masked code.
[[nodiscard]] QJsonObject toJson(const Code &code);
[[nodiscard]] Code codeFromJson(const QJsonObject &json);
/// As above with the code in plain.
[[nodiscard]] QJsonObject toJson(const RevealedCode &code);

[[nodiscard]] ReissueOutcome reissueFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const AuditEntry &entry);
[[nodiscard]] AuditEntry auditFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const Setting &setting);
[[nodiscard]] Setting settingFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const LoginRoles &roles);
[[nodiscard]] LoginRoles loginRolesFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const Check &check);
[[nodiscard]] Check checkFromJson(const QJsonObject &json);

[[nodiscard]] Session sessionFromJson(const QJsonObject &json);

} // namespace scrip
