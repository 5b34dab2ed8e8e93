/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a plugin exports brine_plugin_v1. */
__attribute__((visibility("default"))) int something_else = 1;
