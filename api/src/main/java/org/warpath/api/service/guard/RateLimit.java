package org.warpath.api.service.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.warpath.api.service.config.ServiceConfig.Limits;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.Routes;

/** So many requests a second for each client, and so many at once after a pause. */
public final class RateLimit implements Routes {
  // A client that is forgotten begins anew with a full bucket: it takes so many others to be that.
  private static final int CLIENTS = 100_000;

  /** What watches over the service asks often, and must hear when it is overrun. */
  private static final Set<String> EXEMPT = Set.of("/healthz", "/readyz");

  private final Limits limits;
  private final Cache<String, Bucket> buckets;

  public RateLimit(Limits limits) {
    this.limits = limits;
    Duration untilFull =
        Duration.ofSeconds(1 + limits.requestBurst() / Math.max(1, limits.requestsPerSecond()));
    buckets = Caffeine.newBuilder().maximumSize(CLIENTS).expireAfterAccess(untilFull).build();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    if (limits.requestsPerSecond() > 0) {
      routes.before(this::take);
    }
  }

  private void take(Context context) {
    if (EXEMPT.contains(context.path())) {
      return;
    }
    String client = Caller.of(context);
    ConsumptionProbe probe = buckets.get(client, this::fullBucket).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new Problem(
              ProblemType.RATE_LIMITED,
              client + " may make " + limits.requestsPerSecond() + " requests a second")
          .retryAfter((int) seconds(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket fullBucket(String client) {
    return Bucket.builder()
        .addLimit(limit ->
            limit
                .capacity(limits.requestBurst())
                .refillGreedy(limits.requestsPerSecond(), Duration.ofSeconds(1)))
        .build();
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
  }
}
