package org.warpath.api.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoutesTest {
  /** What belongs to the web page and is in no document. */
  private static final Set<String> PAGE = Set.of("GET /", "GET /assets/<file>");

  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @Test
  void hasExactlyTheDocumentsRoutes() {
    Set<String> routes =
        SERVICE.service().routes().stream()
            .filter(route -> !PAGE.contains(route))
            .collect(Collectors.toSet());

    assertThat(routes).containsExactlyInAnyOrderElementsOf(Contract.instance().routes());
  }
}
