package org.warpath.api.service.jobs;

import java.time.Duration;
import org.warpath.api.service.config.ServiceConfig;

/** Settings of the queue with one of them changed; no shipped graph. */
public final class JobSettings {
  private JobSettings() {}

  /** A queue of that length, and of that share for one client. */
  public static ServiceConfig queue(ServiceConfig config, int length, int perClient) {
    ServiceConfig.Jobs jobs = config.jobs();
    return with(config, length, perClient, jobs.asyncEdges(), jobs.resultsExpire());
  }

  /** Runs over more edges become jobs. */
  public static ServiceConfig threshold(ServiceConfig config, long edges) {
    ServiceConfig.Jobs jobs = config.jobs();
    return with(config, jobs.queueLength(), jobs.queuePerClient(), edges, jobs.resultsExpire());
  }

  /** Ended jobs are kept so long. */
  public static ServiceConfig expiry(ServiceConfig config, Duration kept) {
    ServiceConfig.Jobs jobs = config.jobs();
    return with(config, jobs.queueLength(), jobs.queuePerClient(), jobs.asyncEdges(), kept);
  }

  private static ServiceConfig with(
      ServiceConfig config, int length, int perClient, long asyncEdges, Duration kept) {
    return config
        .withSamples(false)
        .withJobs(
            new ServiceConfig.Jobs(
                length, perClient, asyncEdges, kept, config.jobs().cacheBytes()));
  }
}
