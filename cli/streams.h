// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>

class QIODevice;

namespace scrip::cli {

/// Where a call reads and writes. The devices are borrowed, open, and unbuffered as far as errors go: a failed write
/// answers less than it was given.
struct Streams
{
    QIODevice *in = nullptr;
    QIODevice *out = nullptr;
    QIODevice *err = nullptr;
    bool outIsTerminal = false;
    QProcessEnvironment environment;
};

} // namespace scrip::cli
