package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.warpath.kernels.Engine;
import org.warpath.linalg.openblas.OpenBlas;

/**
 * What the CPU engine computes dense linear algebra with.
 *
 * @param version OpenBLAS's version, empty if it cannot be used
 * @param core the processor its kernels were chosen for, empty if it cannot be used
 * @param threads how many threads the engine uses unless told otherwise
 * @param problem why it cannot be used, empty if it can
 */
record MathInfo(String version, String core, int threads, String problem) {

  static MathInfo gather() {
    int threads = Engine.cpu().threads();
    try {
      return new MathInfo(OpenBlas.version(), OpenBlas.core(), threads, "");
    } catch (UnsupportedOperationException e) {
      return new MathInfo("", "", threads, String.valueOf(e.getMessage()));
    }
  }

  ObjectNode json() {
    ObjectNode object = Json.object();
    object.put("library", "OpenBLAS");
    if (problem.isEmpty()) {
      object.put("version", version);
      object.put("core", core);
    } else {
      object.put("problem", problem);
    }
    object.put("threads", threads);
    return object;
  }

  void print(PrintWriter out) {
    out.printf(
        "library       %s%n",
        problem.isEmpty() ? "OpenBLAS " + version + " for " + core : "none: " + problem);
    out.printf("threads       %d%n", threads);
  }
}
