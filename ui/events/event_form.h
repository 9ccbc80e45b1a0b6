// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"
#include "core/result.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QBoxLayout;
class QLineEdit;
class QPlainTextEdit;

namespace scrip {

class CountField;
class FormField;
class MomentField;
class MoneyField;
class TagsField;
class TwoClocks;
class ZoneField;

/// What stands in the form: the draft as far as it can be read, and what is wrong with it, field by field in the
/// order of the form.
struct FormReading
{
    EventDraft draft;
    QList<Failure> failures;
};

/// The fields of an event draft. Reads and shows; knows neither store nor dialog. Owned by its dialog.
class EventForm : public QWidget
{
    Q_OBJECT
public:
    explicit EventForm(const Currency &currency, QWidget *parent = nullptr);
    ~EventForm() override;

    void setDraft(const EventDraft &draft);
    /// Fields that can no longer change, with the reason below them.
    void freeze(EventFields fields, const QString &reason);
    /// `now` is the database's time.
    [[nodiscard]] FormReading read(const QDateTime &now) const;
    /// Shows the failures at those fields that the person has touched, or at all; takes away the others.
    void showFailures(const QList<Failure> &failures, bool all);
    /// The same for a refusal of the database; false when it belongs to no field here.
    bool showRefusal(const Failure &failure);
    /// Times are retold when the draft is read at another moment.
    void showMeanings(const QDateTime &now);
    /// Whether the person touched it (or it was told to count as touched).
    [[nodiscard]] bool isTouched(const QString &field) const { return m_touched.contains(field); }
    [[nodiscard]] bool isChanged() const { return !m_touched.isEmpty(); }
    [[nodiscard]] FormField *formField(const QString &field) const { return m_fields.value(field); }
    void focusField(const QString &field);

Q_SIGNALS:
    /// Something was typed or chosen.
    void edited();

private:
    void buildFirst(QBoxLayout *column);
    void buildAmounts(QBoxLayout *column);
    void buildZone(QBoxLayout *column);
    void buildClocks(QBoxLayout *column);
    void buildLinks(QBoxLayout *column);
    void buildTexts(QBoxLayout *column);
    template <typename Form> Form *add(EventField field, Form *form);
    void connectFields();
    void touch(EventField field);
    void readTimes(FormReading &reading) const;
    void readCounts(FormReading &reading) const;
    void readMoney(FormReading &reading) const;

    Currency m_currency;
    bool m_filling = false;
    bool m_paused = false;
    QString m_startsWhenEmpty;
    QHash<QString, FormField *> m_fields;
    QSet<QString> m_touched;

    QLineEdit *m_name = nullptr;
    TagsField *m_tags = nullptr;
    MoneyField *m_amount = nullptr;
    CountField *m_maxClaims = nullptr;
    CountField *m_perOrganization = nullptr;
    CountField *m_perDomain = nullptr;
    ZoneField *m_zone = nullptr;
    MomentField *m_starts = nullptr;
    MomentField *m_deadline = nullptr;
    MomentField *m_expires = nullptr;
    TwoClocks *m_clocks = nullptr;
    QLineEdit *m_url = nullptr;
    MoneyField *m_budget = nullptr;
    QPlainTextEdit *m_description = nullptr;
    QPlainTextEdit *m_notes = nullptr;
};

} // namespace scrip
