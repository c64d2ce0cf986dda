package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.warpath.kernels.cuda.Architecture;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.KernelCompiler;
import org.warpath.kernels.cuda.KernelResources;
import org.warpath.kernels.cuda.KernelSource;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/**
 * What {@code warpath info --kernels} tells: each kernel's registers, spills and shared memory. The
 * compiler knows them, so no device is needed.
 *
 * @param compiler the compiler's version
 * @param architecture what was compiled for
 * @param files the files' names, in the order of {@code kernels}
 * @param kernels the kernels of each file
 */
record KernelInfo(
    String compiler,
    Architecture architecture,
    List<String> files,
    List<List<KernelResources>> kernels) {

  /** Compiles every file, for the first device or, without one, for {@code otherwise}. */
  static KernelInfo gather(Architecture otherwise) {
    Architecture architecture = architecture(otherwise);
    List<List<KernelResources>> kernels = new ArrayList<>();
    for (String name : KernelSource.NAMES) {
      kernels.add(KernelResources.of(KernelSource.named(name), architecture));
    }
    return new KernelInfo(KernelCompiler.version(), architecture, KernelSource.NAMES, kernels);
  }

  private static Architecture architecture(Architecture otherwise) {
    try {
      return Device.open(0).architecture();
    } catch (CudaUnavailableException | CudaException e) {
      return otherwise; // the table says which it is
    }
  }

  void print(PrintWriter out) {
    out.printf("compiled by NVRTC %s for %s%n", compiler, architecture.compilerName());
    out.printf(
        "%-18s %-32s %9s %6s %12s %11s %7s%n",
        "file", "kernel", "registers", "stack", "spill stores", "spill loads", "shared");
    for (int i = 0; i < files.size(); i++) {
      for (KernelResources kernel : kernels.get(i)) {
        out.printf(
            "%-18s %-32s %9d %6d %12d %11d %7d%n",
            files.get(i) + ".cu",
            kernel.kernel(),
            kernel.registers(),
            kernel.stackBytes(),
            kernel.spillStoreBytes(),
            kernel.spillLoadBytes(),
            kernel.sharedBytes());
      }
    }
  }

  ObjectNode json() {
    ObjectNode root = Json.object();
    root.put("compiler", compiler);
    root.put("architecture", architecture.compilerName());
    ArrayNode list = root.putArray("kernels");
    for (int i = 0; i < files.size(); i++) {
      for (KernelResources kernel : kernels.get(i)) {
        ObjectNode node = list.addObject();
        node.put("file", files.get(i) + ".cu");
        node.put("kernel", kernel.kernel());
        node.put("registers", kernel.registers());
        node.put("stackBytes", kernel.stackBytes());
        node.put("spillStoreBytes", kernel.spillStoreBytes());
        node.put("spillLoadBytes", kernel.spillLoadBytes());
        node.put("sharedBytes", kernel.sharedBytes());
      }
    }
    return root;
  }
}
