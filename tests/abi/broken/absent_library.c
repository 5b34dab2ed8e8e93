/* SPDX-License-Identifier: Apache-2.0 */
/* The library that missing_dependency.c is linked with and does not find. */
__attribute__((visibility("default"))) int absent_function(void);
int absent_function(void) { return 0; }
