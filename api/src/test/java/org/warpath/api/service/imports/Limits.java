package org.warpath.api.service.imports;

import org.warpath.api.service.config.ServiceConfig;

/** Limits of requests for tests. */
final class Limits {
  private Limits() {}

  /** {@code limits} with another size of uploads. */
  static ServiceConfig.Limits ofUploads(ServiceConfig.Limits limits, long bytes) {
    return new ServiceConfig.Limits(
        limits.jsonBytes(),
        limits.arrayBytes(),
        bytes,
        limits.requestsPerSecond(),
        limits.requestBurst(),
        limits.idleTimeout(),
        limits.headerBytes(),
        limits.bytesPerSecond(),
        limits.concurrentRequests());
  }
}
