# SPDX-License-Identifier: Apache-2.0
list(APPEND BRINE_TEST_LINK LibArchive::LibArchive) # makes archives that the library refuses to
