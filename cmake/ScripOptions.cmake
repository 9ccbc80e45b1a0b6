# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target carries the standard, the warnings and the strictness defines, so that no room can be laxer
# than another.
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

option(SCRIP_WERROR "Treat warnings as errors" OFF)
set(SCRIP_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them (address,undefined or thread)")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # A precompiled header is only cacheable when the time macros and its defines are forgiven.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      "${CCACHE_PROGRAM}")
endif()

add_library(scrip_options INTERFACE)
target_compile_features(scrip_options INTERFACE cxx_std_20)
target_compile_options(scrip_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wold-style-cast -Wcast-qual -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough -fno-strict-overflow
  -fstack-protector-strong $<$<BOOL:${SCRIP_WERROR}>:-Werror>
  $<$<BOOL:${CCACHE_PROGRAM}>:-fpch-preprocess>)
target_compile_definitions(scrip_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH QT_USE_QSTRINGBUILDER
  QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400
  $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>)
if(SCRIP_SANITIZE)
  target_compile_options(scrip_options INTERFACE -fsanitize=${SCRIP_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(scrip_options INTERFACE -fsanitize=${SCRIP_SANITIZE})
endif()
