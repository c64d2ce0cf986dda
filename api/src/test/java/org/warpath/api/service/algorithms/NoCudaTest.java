package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.RunningService;
import org.warpath.kernels.Engine;

/** A machine without a GPU says so, and computes. */
class NoCudaTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @BeforeAll
  static void addGraph() {
    assumeTrue(Engine.select().engine() instanceof Engine.Cpu, "this machine has a GPU");
    KnownGraph.SIX.addTo(SERVICE.client());
  }

  @Test
  void theCudaEngineIsRefusedWithTheReason() {
    for (String path : new String[] {"pagerank", "pagerank/estimate"}) {
      JsonNode problem =
          SERVICE
              .client()
              .post(KnownGraph.SIX.path(path), "{\"engine\": \"cuda\"}")
              .expectProblem(422, "engine-unavailable")
              .json();
      assertThat(problem.get("detail").asText())
          .startsWith("CUDA cannot be used: ")
          .contains("driver");
    }
  }

  @Test
  void autoIsTheCpu() {
    JsonNode answer =
        SERVICE
            .client()
            .post(KnownGraph.SIX.path("wcc"), "{\"engine\": \"auto\"}")
            .expect(200)
            .json();
    assertThat(answer.get("engine").asText()).isEqualTo("cpu(1 thread)");
    JsonNode estimate =
        SERVICE.client().post(KnownGraph.SIX.path("wcc/estimate"), "{}").expect(200).json();
    assertThat(estimate.get("engine").asText()).isEqualTo("cpu");
    assertThat(estimate.has("device")).isFalse();
  }
}
