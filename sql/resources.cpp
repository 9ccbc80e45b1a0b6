// SPDX-License-Identifier: GPL-3.0-or-later
// A static library needs a source of its own; what this one is for are its resources, see CMakeLists.txt.
namespace scrip::sql {

extern const char *const resourceRoot;
const char *const resourceRoot = ":/sql";

} // namespace scrip::sql
