# SPDX-License-Identifier: Apache-2.0

# Data formats and signatures. Each is a library of its own, so that a plugin links only the
# parsers it uses.
function(brine_add_support_library name)
    list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/src/ OUTPUT_VARIABLE sources)
    add_library(brine_support_${name} STATIC ${sources})
    add_library(Brine::support_${name} ALIAS brine_support_${name})
    target_include_directories(brine_support_${name}
        PUBLIC $<BUILD_INTERFACE:${CMAKE_CURRENT_FUNCTION_LIST_DIR}/include>
        PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/src)
    target_compile_features(brine_support_${name} PUBLIC cxx_std_20)
    target_link_libraries(brine_support_${name}
        PUBLIC Brine::sdk
        PRIVATE $<BUILD_INTERFACE:brine_warnings>)
    set_target_properties(brine_support_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

brine_add_support_library(json json_builder.cpp json_dump.cpp json_load.cpp)
target_link_libraries(brine_support_json
    PRIVATE Brine::support $<BUILD_INTERFACE:nlohmann_json::nlohmann_json>)

# Python's regular expressions, on PCRE2.
brine_add_support_library(regex regex.cpp regex_flags.cpp regex_pattern.cpp regex_replacement.cpp)
target_link_libraries(brine_support_regex PRIVATE pcre2-8)

brine_add_support_library(msgpack msgpack.cpp)
target_compile_definitions(brine_support_msgpack PRIVATE MSGPACK_NO_BOOST)
target_link_libraries(brine_support_msgpack
    PRIVATE Brine::support $<BUILD_INTERFACE:msgpackc-cxx>)

brine_add_support_library(signature
    signature_binding.cpp signature_messages.cpp signature_parser.cpp signature_types.cpp)
target_link_libraries(brine_support_signature PRIVATE Brine::support Brine::support_json)

brine_add_support_library(yaml
    yaml_base64.cpp yaml_block_scalar.cpp yaml_collections.cpp yaml_composer.cpp yaml_dump.cpp
    yaml_emitter.cpp yaml_emitter_scalars.cpp yaml_error.cpp yaml_load.cpp yaml_positions.cpp
    yaml_problem.cpp yaml_quoted_scalar.cpp yaml_resolve.cpp yaml_scalar.cpp yaml_tag.cpp
    yaml_text.cpp yaml_text_traits.cpp)
target_link_libraries(brine_support_yaml PRIVATE Brine::support yaml-cpp)

brine_add_support_library(sqlite sqlite_connection.cpp sqlite_error.cpp sqlite_statement.cpp)
target_link_libraries(brine_support_sqlite PRIVATE Brine::support SQLite::SQLite3)

brine_add_support_library(http
    http_client.cpp http_download.cpp http_transfer.cpp http_url.cpp)
target_link_libraries(brine_support_http PRIVATE Brine::support CURL::libcurl)

brine_add_support_library(archive archive_checks.cpp archive_reader.cpp archive_writer.cpp)
target_link_libraries(brine_support_archive PRIVATE Brine::support LibArchive::LibArchive)
