// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code.h"

using namespace Qt::StringLiterals;

namespace scrip {

QString codeStateName(CodeState state)
{
    switch (state) {
    case CodeState::Available:
        return u"available"_s;
    case CodeState::Claimed:
        return u"claimed"_s;
    case CodeState::Disabled:
        return u"disabled"_s;
    case CodeState::Reissued:
        return u"reissued"_s;
    }
    return {};
}

std::optional<CodeState> codeStateFromName(const QString &name)
{
    for (const CodeState state :
         {CodeState::Available, CodeState::Claimed, CodeState::Disabled, CodeState::Reissued}) {
        if (codeStateName(state) == name)
            return state;
    }
    return std::nullopt;
}

} // namespace scrip
