package org.warpath.api.service.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.http.Json;

class LossCurveTest {
  @TempDir private Path folder;

  @Test
  void goesOnAsIfItHadNotBeenWritten() throws IOException {
    for (int stop : new int[] {0, 1, 999, 1003, 5001, 9999}) {
      LossCurve whole = new LossCurve();
      LossCurve stopped = new LossCurve();
      go(whole, 1, 10_000);
      go(stopped, 1, stop);
      stopped.write(folder.resolve("curve"));

      LossCurve read = LossCurve.read(folder.resolve("curve"));
      go(read, stop + 1, 10_000);

      assertThat(described(read)).as("stopped at %d", stop).isEqualTo(described(whole));
    }
  }

  private static void go(LossCurve curve, int from, int to) {
    for (int i = from; i <= to; i++) {
      curve.trained(i, 1 / (double) i, 0.1);
      if (i % 700 == 0) {
        curve.tested(i, Map.of("accuracy", i * 1e-4, "loss", i == 1400 ? Double.NaN : 0.25));
      }
    }
  }

  private static ObjectNode described(LossCurve curve) {
    ObjectNode json = Json.object();
    curve.describe(json);
    return json;
  }
}
