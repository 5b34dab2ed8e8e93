# SPDX-License-Identifier: Apache-2.0
#
# Third-party libraries, all as Debian packages them; cmake/install-dependencies.sh installs them.

find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS filesystem)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(msgpack REQUIRED) # Debian names the C++ package so
find_package(spdlog REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(pcre2 REQUIRED libpcre2-8)
find_package(SQLite3 3.37 REQUIRED)
find_package(CURL 7.85 REQUIRED)
find_package(LibArchive 3.6 REQUIRED)
if(BRINE_TESTS)
    find_package(Catch2 2 REQUIRED)
endif()
