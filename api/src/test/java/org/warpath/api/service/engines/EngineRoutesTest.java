package org.warpath.api.service.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.guard.GuardedService;
import org.warpath.kernels.Engine;

class EngineRoutesTest {
  @TempDir Path data;

  @Test
  void itTellsWhatComputesAndWhy() throws Exception {
    Engine.Selection selection = Engine.select();
    try (GuardedService service = new GuardedService(data, Map.of())) {
      JsonNode engines = GuardedService.json(service.get("/v1/engines"));

      assertThat(engines.get("selected").asText()).isEqualTo(selection.engine().toString());
      assertThat(engines.get("reason").asText()).isEqualTo(selection.reason());
      assertThat(engines.at("/cuda/available").asBoolean())
          .isEqualTo(selection.engine() instanceof Engine.Cuda);
      assertThat(engines.at("/cpu/threads").asInt())
          .isEqualTo(Runtime.getRuntime().availableProcessors());
      assertThat(engines.at("/cpu/freeBytes").asLong())
          .isBetween(1L << 20, engines.at("/cpu/totalBytes").asLong());
      assertThat(engines.at("/cpu/heapBytes").asLong())
          .isBetween(1L << 20, engines.at("/cpu/maxHeapBytes").asLong());
      assertThat(engines.at("/queue/running").asInt()).isZero();
      assertThat(engines.at("/queue/waiting").asInt()).isZero();
    }
  }
}
