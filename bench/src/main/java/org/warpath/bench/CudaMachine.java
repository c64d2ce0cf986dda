package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import org.warpath.kernels.cuda.CopyBandwidth;
import org.warpath.kernels.cuda.Device;

/** What a report on a device begins with. */
final class CudaMachine {
  private CudaMachine() {}

  /** Tells {@code out} and {@code root} what the device is, and what its copies reach. */
  static CopyBandwidth measure(Device device, int copyMebibytes, ObjectNode root, PrintWriter out) {
    CopyBandwidth bandwidth = CopyBandwidth.measure(device, (long) copyMebibytes << 20);
    root.put("date", LocalDate.now(ZoneId.systemDefault()).toString());
    root.put("device", device.name());
    root.put("computeCapability", device.architecture().toString());
    root.put("driver", Device.versionText(Device.driverVersion()));
    root.put("java", Runtime.version().toString());
    root.put("copyGigabytesPerSecond", bandwidth.deviceBytesPerSecond() * 1e-9);
    root.put("uploadGigabytesPerSecond", bandwidth.uploadBytesPerSecond() * 1e-9);
    root.put("downloadGigabytesPerSecond", bandwidth.downloadBytesPerSecond() * 1e-9);
    out.printf(
        "%s, driver for CUDA %s; copies: %.1f GB/s on the device, %.1f to it, %.1f from it%n",
        device,
        Device.versionText(Device.driverVersion()),
        bandwidth.deviceBytesPerSecond() * 1e-9,
        bandwidth.uploadBytesPerSecond() * 1e-9,
        bandwidth.downloadBytesPerSecond() * 1e-9);
    out.flush();
    return bandwidth;
  }
}
