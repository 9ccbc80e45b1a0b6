// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_stores.h"

namespace scrip::testing {

/// Codes held in memory in list order; the cursor of a row is its place from 1. Answers at once, and remembers what
/// was asked. `fails` makes every read a lost connection, `refusal` every write and every reveal that refusal.
class FakeCodeStore : public CodeStore
{
public:
    QList<Code> codes;
    QHash<QString, QString> spelled; ///< Ids by what somebody types for the code.
    QList<AuditEntry> audit;
    bool fails = false;
    bool plainLost = false;
    std::optional<Failure> refusal;

    QList<CodeQuery> pagesAsked;
    QList<RevealRequest> revealed;
    struct Write
    {
        QString what;
        QString code; ///< A code's id, or the batch's.
        int from = 0;
        int to = 0;
        WriteContext context;
    };
    QList<Write> writes;

    [[nodiscard]] QList<Code> matching(const CodeFilter &filter) const
    {
        QList<Code> found;
        for (const Code &code : codes) {
            const bool fits = (filter.event.isNull() || code.eventId == filter.event) &&
                              (filter.batch.isNull() || code.batchId == filter.batch) &&
                              (!filter.state || code.state == *filter.state) && code.masked.startsWith(filter.prefix);
            if (fits)
                found.append(code);
        }
        return found;
    }

    Answer<Page<Code>> page(const CodeQuery &query) override
    {
        pagesAsked.append(query);
        QList<Code> found = matching(query.filter);
        if (query.sort.startsWith(u'-'))
            std::reverse(found.begin(), found.end());
        qsizetype at = query.back ? found.size() : 0;
        for (qsizetype row = 0; row < found.size() && !query.after.isEmpty(); ++row) {
            if (found.at(row).cursor == query.after)
                at = query.back ? row : row + 1;
        }
        if (query.back) {
            const qsizetype from = std::max<qsizetype>(0, at - query.limit);
            return orGone(fails, Page<Code>{found.mid(from, at - from), {}});
        }
        Page<Code> page{found.mid(at, query.limit), {}};
        if (at + page.items.size() < found.size())
            page.next = page.items.last().cursor;
        return orGone(fails, page);
    }
    Answer<RowCount> count(const CodeFilter &filter) override
    {
        return orGone(fails, RowCount{matching(filter).size(), true});
    }
    Answer<QString> position(const CodeFilter &filter, const QString &, double fraction) override
    {
        const QList<Code> found = matching(filter);
        const auto at = qsizetype(fraction * double(found.size())) + 1;
        return orGone(fails, found.isEmpty() ? QString() : found.at(std::min(at, found.size()) - 1).cursor);
    }
    Answer<Code> code(const QString &text) override
    {
        for (const Code &one : std::as_const(codes)) {
            if (one.id.toText() == text || one.id.toText() == spelled.value(text))
                return orGone(fails, one);
        }
        return answered<Code>(Failure::named(QStringLiteral("code_not_found"), QStringLiteral("none")));
    }
    Answer<Page<AuditEntry>> history(const CodeId &) override { return orGone(fails, Page<AuditEntry>{audit, {}}); }
    Answer<Page<RevealedCode>> reveal(const RevealRequest &request) override
    {
        revealed.append(request);
        if (refusal)
            return answered<Page<RevealedCode>>(*refusal);
        Page<RevealedCode> page;
        const QList<Code> found = matching(request.filter);
        for (const Code &code : found) {
            if (request.ids.isEmpty() || request.ids.contains(code.id))
                page.items.append(plain(code));
        }
        return orGone(fails, page);
    }
    static RevealedCode plain(const Code &code)
    {
        RevealedCode revealed;
        revealed.id = code.id;
        revealed.serial = code.serial;
        revealed.state = code.state;
        revealed.code = CodeText::canonical(
            QStringLiteral("NEAR-A7K3-X9M2-P4Q8-%1").arg(QString::number(code.serial).rightJustified(4, u'A')));
        return revealed;
    }

    Answer<Written<Code>> disable(const QString &code, const WriteContext &context) override
    {
        return change(QStringLiteral("disable"), code, CodeState::Disabled, context);
    }
    Answer<Written<Code>> enable(const QString &code, const WriteContext &context) override
    {
        return change(QStringLiteral("enable"), code, CodeState::Available, context);
    }
    Answer<Changed> disableRange(const SerialRange &range, const WriteContext &context) override
    {
        return changeRange(QStringLiteral("disable"), range, CodeState::Available, CodeState::Disabled, context);
    }
    Answer<Changed> enableRange(const SerialRange &range, const WriteContext &context) override
    {
        return changeRange(QStringLiteral("enable"), range, CodeState::Disabled, CodeState::Available, context);
    }
    /// A new code in the place of one; its text comes with the answer unless `plainLost`.
    Answer<ReissueOutcome> reissue(const QString &code, const WriteContext &context) override
    {
        writes.append({QStringLiteral("reissue"), code, 0, 0, context});
        if (refusal)
            return answered<ReissueOutcome>(*refusal);
        ReissueOutcome outcome;
        outcome.plain = plainLost ? QString() : QStringLiteral("NEAR-N3W2-N3W2-N3W2-N3W2");
        return orGone(fails, outcome);
    }
    Answer<ReissueOutcome> reissueRange(const SerialRange &, const WriteContext &) override { return notHere(); }

private:
    static Answer<ReissueOutcome> notHere()
    {
        return answered<ReissueOutcome>(Failure::named(QStringLiteral("not_permitted"), QStringLiteral("not here")));
    }
    Answer<Written<Code>> change(const QString &what, const QString &text, CodeState to, const WriteContext &context)
    {
        writes.append({what, text, 0, 0, context});
        if (refusal)
            return answered<Written<Code>>(*refusal);
        for (Code &code : codes) {
            if (code.id.toText() == text) {
                code.state = to;
                return orGone(fails, Written<Code>{code, false});
            }
        }
        return answered<Written<Code>>(Failure::named(QStringLiteral("code_not_found"), QStringLiteral("none")));
    }
    Answer<Changed> changeRange(const QString &what, const SerialRange &range, CodeState from, CodeState to,
                                const WriteContext &context)
    {
        writes.append({what, range.batch.toText(), range.from, range.to, context});
        if (refusal)
            return answered<Changed>(*refusal);
        Changed changed;
        for (Code &code : codes) {
            const bool within = code.batchId == range.batch && code.serial >= range.from &&
                                (range.to == 0 || code.serial <= range.to);
            if (!within)
                continue;
            (code.state == from ? changed.changed : changed.skipped) += 1;
            code.state = code.state == from ? to : code.state;
        }
        return orGone(fails, changed);
    }
};

} // namespace scrip::testing
