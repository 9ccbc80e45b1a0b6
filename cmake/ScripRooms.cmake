# SPDX-License-Identifier: GPL-3.0-or-later
# A room is a static library whose headers are reached as "room/file.h". Each room gets an include root of its own that
# holds nothing but itself, so a header of a room that was not linked is not found: a wrong arrow does not compile.

# scrip_room(NAME SOURCES files… LINKS public libraries… [PRIVATE libraries…] [PCH headers…])
function(scrip_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS;PRIVATE;PCH" ${ARGN})
  set(root "${CMAKE_BINARY_DIR}/rooms/${name}")
  file(MAKE_DIRECTORY "${root}")
  file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${root}/${name}" SYMBOLIC)
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_include_directories(${name} PUBLIC "${root}")
  target_link_libraries(${name} PUBLIC scrip_options ${ROOM_LINKS} PRIVATE ${ROOM_PRIVATE})
  if(ROOM_PCH)
    target_precompile_headers(${name} PRIVATE ${ROOM_PCH})
  endif()
endfunction()

# scrip_test(NAME ROOM room SOURCES files… [LINKS libraries…] [ENVIRONMENT VAR=value…] [TIMEOUT s] [SERIAL])
# One executable and one ctest entry; the tests of a room share one precompiled header.
function(scrip_test name)
  cmake_parse_arguments(TEST "SERIAL" "ROOM;TIMEOUT" "SOURCES;LINKS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE scrip_options Qt6::Test ${TEST_LINKS})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  set(pch "tests_${TEST_ROOM}_pch")
  if(TARGET ${pch})
    target_precompile_headers(${name} REUSE_FROM ${pch})
  endif()
  add_test(NAME ${TEST_ROOM}.${name} COMMAND ${name})
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  set_tests_properties(${TEST_ROOM}.${name} PROPERTIES
    TIMEOUT ${TEST_TIMEOUT} LABELS "${TEST_ROOM}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${TEST_ENVIRONMENT}")
  if(TEST_SERIAL)
    set_tests_properties(${TEST_ROOM}.${name} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()
