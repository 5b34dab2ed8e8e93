// SPDX-License-Identifier: Apache-2.0
//
// The test kit for plugin authors: a host without Brine behind it, under any test framework.
//
//     TEST_CASE("a missing user is added") {
//         brine::testing::FakeHost host;
//         host.on("user.info", nullptr);                    // answers nil
//         host.on("user.add", true);
//         host.load(brine_plugin_v1);                       // compiled into the test
//         const auto done = host.state("user.present", {{"name", "ada"}});
//         CHECK(done.succeeded());
//         CHECK(host.calls("user.add").only()["name"] == "ada");
//     }
#pragma once

#include <brine/sdk.hpp>
#include <brine/testing/failure.hpp>
#include <brine/testing/fake_host.hpp>
#include <brine/testing/literal.hpp>
#include <brine/testing/records.hpp>
#include <brine/testing/state_return.hpp>
#include <brine/testing/value_check.hpp>
