// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/maintaining.h"

#include "cli/grant_columns.h"
#include "cli/interrupt.h"
#include "cli/verb.h"
#include "core/grant_json.h"

#include <QDeadlineTimer>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr qint64 sliceMs = 100;

/// Looks up from its sleep for a signal.
void pauseFor(qint64 ms, const JobControl &control)
{
    for (QDeadlineTimer end(ms); !end.hasExpired() && !control.isCancelled();)
        QThread::msleep(static_cast<unsigned long>(std::clamp<qint64>(end.remainingTime(), 1, sliceMs)));
}

/// Steps from the beginning to the end. A step at which somebody else is at work is tried again for `patienceMs`, and
/// the sum says busy when that was not enough. Cancelled in between, it says where it would go on.
Result<MaintenancePass> pass(Context &context, const JobControl &control, int patienceMs)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    MaintenancePass sum;
    QDeadlineTimer patience(patienceMs);
    do {
        const auto step = awaited(stores->maintenance->step(sum.next));
        if (!step)
            return step.failure();
        if (!step->busy) {
            sum += *step;
            patience.setRemainingTime(patienceMs);
        }
        sum.busy = step->busy;
        if (sum.busy && patience.hasExpired())
            break;
        if (sum.busy)
            pauseFor(sliceMs, control);
    } while ((sum.busy || !sum.next.isEmpty()) && !control.isCancelled());
    return sum;
}

Failure stopped(const QString &name, const QString &sentence, const MaintenancePass &sum)
{
    Failure failure = Failure::named(name, sentence);
    failure.detail = toJson(sum);
    return failure;
}

/// What goes by itself when one waits.
bool passes(const Failure &failure)
{
    return failure.kind == FailureKind::Connection || failure.kind == FailureKind::Busy;
}

} // namespace

Result<Reply> maintainOnce(Context &context, int patienceMs)
{
    const auto control = std::make_shared<JobControl>();
    const Interrupt interrupt(control);
    const Result<MaintenancePass> sum = pass(context, *control, patienceMs);
    if (!sum)
        return sum.failure();
    if (sum->busy)
        return stopped(u"busy"_s, Say::tr("Somebody else is maintaining this database."), *sum);
    if (!sum->next.isEmpty()) {
        Failure failure = Failure::cancelled(Say::tr("Cancelled: the rest is done by the next pass."));
        failure.detail = toJson(*sum);
        return failure;
    }
    return Reply::of(toJson(*sum), maintenanceFields());
}

Result<Reply> maintainOn(Context &context, int intervalMs)
{
    const auto control = std::make_shared<JobControl>();
    const Interrupt interrupt(control);
    MaintenancePass total;
    bool told = false;
    while (!control->isCancelled()) {
        const Result<MaintenancePass> sum = pass(context, *control, 0);
        if (sum)
            total += *sum;
        else if (!passes(sum.failure()))
            return sum.failure();
        else if (!told)
            context.output().failure(sum.failure());
        told = !sum.ok();
        pauseFor(intervalMs, *control);
    }
    return Reply::of(toJson(total), maintenanceFields());
}

} // namespace scrip::cli
