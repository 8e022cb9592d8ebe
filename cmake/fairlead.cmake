# What every folder's CMakeLists.txt uses. No directory-wide flags: they travel with fl_warnings.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(CONFIG REQUIRED IMPORTED_TARGET libconfig)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
find_library(PAHO_LIBRARY paho-mqtt3as REQUIRED)
find_path(PAHO_INCLUDE MQTTAsync.h REQUIRED)

add_library(fl_warnings INTERFACE)
target_compile_options(fl_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
  -Wformat=2 -Wundef -Wpointer-arith -fno-common)
target_compile_definitions(fl_warnings INTERFACE _GNU_SOURCE FL_VERSION="${PROJECT_VERSION}"
  $<$<CONFIG:Debug>:FL_LOCK_CHECKS>)
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
  target_compile_options(fl_warnings INTERFACE -Wthread-safety)
endif()
if(FL_WERROR)
  target_compile_options(fl_warnings INTERFACE -Werror)
endif()
if(FL_SANITIZE)
  target_compile_options(fl_warnings INTERFACE -fsanitize=${FL_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(fl_warnings INTERFACE -fsanitize=${FL_SANITIZE})
  target_compile_definitions(fl_warnings INTERFACE FL_SANITIZED)
endif()
if(FL_FUZZ)
  target_compile_options(fl_warnings INTERFACE -fsanitize=fuzzer-no-link)
endif()

# fl_library(NAME SOURCES a.c ... [LINKS fl_base ...] [PRIVATE PkgConfig::X ...])
# A static library of one folder; LINKS are exactly the arrows of docs/architecture.md.
function(fl_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} Threads::Threads PRIVATE fl_warnings ${ARG_PRIVATE})
endfunction()

# fl_program(NAME SOURCES a.c ... LINKS fl_x ...)
function(fl_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE fl_warnings ${ARG_LINKS})
endfunction()

# fl_unit_test(NAME SOURCES a.c ... LINKS fl_x ...): a cmocka program that ctest runs as unit/NAME.
function(fl_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
  add_executable(test_${name} ${ARG_SOURCES})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(test_${name} PRIVATE FL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(test_${name} PRIVATE fl_warnings ${ARG_LINKS} PkgConfig::CMOCKA)
  add_test(NAME unit/${name} COMMAND test_${name})
  set_tests_properties(unit/${name} PROPERTIES TIMEOUT 120 LABELS unit)
endfunction()

# fl_fuzz(NAME SOURCES fuzz_x.c LINKS fl_x): a libFuzzer harness with FL_FUZZ; otherwise a program
# that replays fuzz/corpus/NAME and fuzz/regression/NAME, which ctest runs as fuzz/NAME.
function(fl_fuzz name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  if(FL_FUZZ)
    add_executable(fuzz_${name} ${ARG_SOURCES})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  else()
    add_executable(fuzz_${name} ${ARG_SOURCES} ${PROJECT_SOURCE_DIR}/fuzz/replay.c)
    add_test(NAME fuzz/${name} COMMAND fuzz_${name}
             ${PROJECT_SOURCE_DIR}/fuzz/corpus/${name} ${PROJECT_SOURCE_DIR}/fuzz/regression/${name})
    set_tests_properties(fuzz/${name} PROPERTIES TIMEOUT 60 LABELS fuzz)
  endif()
  target_include_directories(fuzz_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(fuzz_${name} PRIVATE fl_warnings ${ARG_LINKS})
endfunction()
