package org.warpath.api.service.jobs;

import java.time.Duration;
import org.warpath.api.service.config.ServiceConfig;

/** Settings with one of them changed. */
final class Limits {
  private Limits() {}

  static ServiceConfig.Limits withIdleTimeout(ServiceConfig.Limits limits, Duration value) {
    return new ServiceConfig.Limits(
        limits.jsonBytes(),
        limits.arrayBytes(),
        limits.uploadBytes(),
        limits.requestsPerSecond(),
        limits.requestBurst(),
        value,
        limits.headerBytes(),
        limits.bytesPerSecond(),
        limits.concurrentRequests());
  }
}
