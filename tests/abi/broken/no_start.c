/* SPDX-License-Identifier: Apache-2.0 */
/* Rule: a plugin has a start(). */
#include "plugin.h"

TEST_PLUGIN("no-start", NULL);
