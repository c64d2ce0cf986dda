/**
 * The contract and what holds the service to it.
 *
 * <p>Tests of the service begin with {@code @RegisterExtension static final RunningService SERVICE
 * = RunningService.withSamples()} (or {@code .with(config -> …)} for other settings): the real
 * service on a free port, with its own data folder. They talk to it through {@code
 * SERVICE.client()}: {@code client.get("/v1/graphs").expect(200).json()}, {@code
 * client.post(target, json)}, {@code client.request("PUT", target).header(…).body(type,
 * bytes).send()}. Each exchange is held against {@code openapi.yaml}, request and response; a
 * request that is outside the contract on purpose says {@code .invalid()}, and then only its
 * response is checked. A problem is expected by {@code answer.expectProblem(404, "unknown-graph")};
 * streams are had from {@code .open()}.
 *
 * <p>A new operation needs a line in {@code EveryOperationTest}, which sends each operation of the
 * document one request that succeeds.
 */
@NullMarked
package org.warpath.api.service.contract;

import org.jspecify.annotations.NullMarked;
