// SPDX-License-Identifier: Apache-2.0
//
// Empty: the precompiled header is made on behalf of this file, which uses it, unlike main.cpp.
