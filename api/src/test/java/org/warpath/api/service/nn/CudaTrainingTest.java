package org.warpath.api.service.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.jobs.EventReader;
import org.warpath.api.service.jobs.JobCalls;
import org.warpath.kernels.cuda.TestDevice;

/** Training on the CUDA engine. */
@Tag("gpu")
class CudaTrainingTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }

  @Test
  void learns() {
    String model = TinyImages.add(SERVICE.client(), "halves");
    String job =
        TinyImages.form(TinyImages.solver(20))
            .text("engine", "cuda")
            .sendTo(SERVICE.client(), model + "/train")
            .expect(202)
            .header("Location");
    JobCalls jobs = new JobCalls(SERVICE);
    double accuracy = 0;
    try (EventReader events = jobs.watch(job)) {
      for (EventReader.Event e = events.next(); e != null; e = events.next()) {
        if (e.kind().equals("test")) {
          accuracy = e.data().get("values").get("accuracy").asDouble();
        }
      }
    }
    JsonNode result = SERVICE.client().get(job + "/result").expect(200).json();
    assertThat(result.get("engine").asText()).startsWith("cuda");
    assertThat(accuracy).isEqualTo(1);
  }
}
