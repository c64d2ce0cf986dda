package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.warpath.kernels.cuda.CopyBandwidth;

/**
 * Rows of figures, for people and as JSON.
 *
 * @param bandwidth the yardstick of what memory bounds
 * @param out where the rows go
 */
record CudaMathReport(CopyBandwidth bandwidth, PrintWriter out) {

  void title(String text) {
    out.printf("%n%s%n", text);
    out.flush();
  }

  /** A product of so many floating-point operations beside the library's. */
  void product(String name, double operations, DeviceRace race, ArrayNode figures) {
    ObjectNode figure = race(name, race, figures);
    double speed = operations / race.ours().median() * 1e-12;
    double bare = operations / race.bare().median() * 1e-12;
    figure.put("teraflops", speed);
    figure.put("bareTeraflops", bare);
    row(name, race, "%8.2f TFLOP/s, bare %8.2f".formatted(speed, bare));
  }

  /** A transform that reads and writes so many bytes at least, beside the library's. */
  void transform(String name, double bytes, DeviceRace race, ArrayNode figures) {
    ObjectNode figure = race(name, race, figures);
    double rate = bytes / race.ours().median();
    double share = rate / bandwidth.deviceBytesPerSecond();
    figure.put("bytes", bytes);
    figure.put("gigabytesPerSecond", rate * 1e-9);
    figure.put("shareOfBandwidth", share);
    row(name, race, "%8.1f GB/s, %3.0f %% of a copy's".formatted(rate * 1e-9, 100 * share));
  }

  private static ObjectNode race(String name, DeviceRace race, ArrayNode figures) {
    ObjectNode figure = figures.addObject();
    figure.put("what", name);
    milliseconds(figure, "milliseconds", race.ours());
    milliseconds(figure, "bareMilliseconds", race.bare());
    figure.put("shareOfBare", race.share());
    figure.put("shareOfBareMin", race.shares()[0]);
    figure.put("shareOfBareMax", race.shares()[race.shares().length - 1]);
    return figure;
  }

  private void row(String name, DeviceRace race, String speed) {
    out.printf(
        "  %-22s %10.4f ms  %s; speed ÷ bare %.3f (%.3f to %.3f), target at least %.2f%n",
        name,
        race.ours().median() * 1e3,
        speed,
        race.share(),
        race.shares()[0],
        race.shares()[race.shares().length - 1],
        DeviceRace.TARGET);
    out.flush();
  }

  /** What moves so many bytes at least, beside a copy. */
  void bound(Measurement measured, ArrayNode figures) {
    double share = measured.bytes() / measured.median() / bandwidth.deviceBytesPerSecond();
    ObjectNode figure = figures.addObject();
    figure.put("what", measured.name());
    milliseconds(figure, "milliseconds", measured);
    figure.put("bytes", measured.bytes());
    figure.put("gigabytesPerSecond", measured.gigabytesPerSecond());
    figure.put("shareOfBandwidth", share);
    out.printf(
        "  %-22s %10.4f ms  (%.4f to %.4f) %8.1f GB/s, %3.0f %% of a copy's%n",
        measured.name(),
        measured.median() * 1e3,
        measured.min() * 1e3,
        measured.max() * 1e3,
        measured.gigabytesPerSecond(),
        100 * share);
    out.flush();
  }

  private static void milliseconds(ObjectNode figure, String name, Measurement measured) {
    figure.put(name, measured.median() * 1e3);
    figure.put(name + "Min", measured.min() * 1e3);
    figure.put(name + "Max", measured.max() * 1e3);
  }

  /**
   * Requires what a device computed to be what the CPU engine did, before anything is measured.
   *
   * @param tolerance how far one number may be off
   * @throws IllegalStateException if one is further off, or NaN
   */
  static void requireSame(String what, double[] device, double[] cpu, double tolerance) {
    for (int i = 0; i < cpu.length; i++) {
      if (!(Math.abs(device[i] - cpu[i]) <= tolerance)) {
        throw new IllegalStateException(
            "%s: element %d is %s on the device, %s by the CPU engine, more than %s off"
                .formatted(what, i, device[i], cpu[i], tolerance));
      }
    }
  }
}
