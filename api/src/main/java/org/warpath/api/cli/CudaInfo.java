package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;
import org.warpath.kernels.cuda.libraries.LibraryReport;

/**
 * What {@code warpath info --cuda} tells: devices, driver, libraries, and why CUDA is not used.
 *
 * @param driver the newest CUDA version the driver serves, empty without a driver
 * @param devices the usable devices
 * @param problems why CUDA is not used, or a device is not; empty if all is well
 * @param libraries how each library stands
 */
record CudaInfo(
    Optional<String> driver,
    List<Device> devices,
    List<String> problems,
    List<LibraryReport> libraries) {

  static CudaInfo gather() {
    List<Device> devices = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try {
      int count = Device.count();
      for (int ordinal = 0; ordinal < count; ordinal++) {
        open(ordinal, devices, problems);
      }
    } catch (CudaUnavailableException | CudaException e) {
      problems.add(e.getMessage());
    }
    List<LibraryReport> libraries = CudaLibraries.instance().report();
    return new CudaInfo(askDriver(), devices, problems, libraries);
  }

  private static void open(int ordinal, List<Device> devices, List<String> problems) {
    try {
      devices.add(Device.open(ordinal));
    } catch (CudaUnavailableException | CudaException e) {
      problems.add(e.getMessage());
    }
  }

  // Without a driver the reason is among the problems already.
  private static Optional<String> askDriver() {
    try {
      return Optional.of(Device.versionText(Device.driverVersion()));
    } catch (CudaUnavailableException | CudaException e) {
      return Optional.empty();
    }
  }

  void print(PrintWriter out) {
    out.printf("driver        %s%n", driver.map(v -> "serves CUDA " + v).orElse("none"));
    for (Device device : devices) {
      out.printf(
          "device %-6d %s: compute capability %s, %d multiprocessors, %,d MiB of memory, %,d free%n",
          device.ordinal(),
          device.name(),
          device.architecture(),
          device.multiprocessors(),
          device.totalBytes() >> 20,
          device.freeBytes() >> 20);
    }
    for (LibraryReport library : libraries) {
      out.printf(
          "%-13s %s%s%n",
          library.library().title(),
          library.path().map(Path::toString).orElse("not found"),
          library.usable() && library.cudaMajor().isPresent()
              ? " (CUDA " + library.cudaMajor().getAsInt() + ")"
              : "");
      if (!library.usable()) {
        out.printf("              %s%n", library.detail());
      }
    }
    if (devices.isEmpty()) {
      out.printf("CUDA is not used: %s%n", String.join("; ", problems));
    } else {
      out.printf("CUDA is used: --engine auto chooses %s%n", devices.getFirst().name());
      problems.forEach(problem -> out.printf("but %s%n", problem));
    }
  }

  ObjectNode json() {
    ObjectNode root = Json.object();
    root.put("driver", driver.orElse(null));
    ArrayNode list = root.putArray("devices");
    for (Device device : devices) {
      ObjectNode node = list.addObject();
      node.put("ordinal", device.ordinal());
      node.put("name", device.name());
      node.put("computeCapability", device.architecture().toString());
      node.put("multiprocessors", device.multiprocessors());
      node.put("totalBytes", device.totalBytes());
      node.put("freeBytes", device.freeBytes());
    }
    ArrayNode reasons = root.putArray("problems");
    problems.forEach(reasons::add);
    ArrayNode found = root.putArray("libraries");
    for (LibraryReport library : libraries) {
      ObjectNode node = found.addObject();
      node.put("library", library.library().title());
      node.put("path", library.path().map(Path::toString).orElse(null));
      library.cudaMajor().ifPresent(major -> node.put("cudaMajor", major));
      node.put("usable", library.usable());
      node.put("detail", library.detail());
    }
    return root;
  }
}
