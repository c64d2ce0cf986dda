package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.warpath.api.service.contract.Contract;
import org.warpath.api.service.contract.Exchange;
import org.warpath.api.service.contract.RawRequest;

/** Ten thousand requests made from the document: valid, nearly valid, and neither. */
class HttpFuzzTest {
  private static final Set<Integer> ALLOWED_ABOVE_499 = Set.of(503, 505, 507);

  private static FuzzedService fuzzed;

  @BeforeContainer
  static void start() throws IOException {
    fuzzed = FuzzedService.start();
  }

  @AfterContainer
  static void stop() throws IOException {
    try (FuzzedService ended = fuzzed) {
      ended.service().client().get("/v1/graphs").expect(200);
      ended.service().client().get("/healthz").expect(200);
      // That most requests are refused would show little; some need luck, as two shapes that fit.
      assertThat(ended.succeeded())
          .as("operations that succeeded; statuses were " + ended.statuses())
          .hasSizeGreaterThan(Contract.instance().operations().size() * 4 / 5);
    }
  }

  @Provide
  Arbitrary<RawRequest> requests() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, new RequestArbitraries(0).all()),
        Tuple.of(5, new RequestArbitraries(8).all()),
        Tuple.of(2, new RequestArbitraries(40).all()));
  }

  /** The same requests in every run: what a build says does not hang on luck. */
  @Property(
      seed = "20261129",
      tries = 10_000,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.BOUNDED)
  void answersAsTheDocumentSays(@ForAll("requests") RawRequest request) throws IOException {
    check(request);
  }

  /** Others in each run. */
  @Tag("heavy")
  @Property(tries = 50_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void answersOtherRequestsSoToo(@ForAll("requests") RawRequest request) throws IOException {
    check(request);
  }

  private static void check(RawRequest request) throws IOException {
    Exchange exchange = fuzzed.send(request);

    assertThat(Contract.instance().responseViolations(exchange))
        .as(() -> FuzzedService.describe(exchange))
        .isEmpty();
    if (exchange.status() >= 500) {
      assertThat(exchange.status())
          .as(() -> FuzzedService.describe(exchange))
          .isIn(ALLOWED_ABOVE_499);
    }
  }
}
