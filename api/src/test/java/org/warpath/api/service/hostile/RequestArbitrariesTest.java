package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.warpath.api.service.contract.Contract;
import org.warpath.api.service.contract.RawRequest;
import org.warpath.api.service.contract.RawResponse;

/** That the random requests are what they are meant to be. */
class RequestArbitrariesTest {
  private static final RawResponse ANY = new RawResponse(200, Map.of(), new byte[0]);

  @Provide
  Arbitrary<RawRequest> valid() {
    return new RequestArbitraries(0).all();
  }

  @Provide
  Arbitrary<RawRequest> spoiled() {
    return new RequestArbitraries(8).all();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void areValidWhereNothingIsSpoiled(@ForAll("valid") RawRequest request) {
    assertThat(Contract.instance().requestViolations(request.exchange(ANY))).isEmpty();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void arePartlyInvalidElse(@ForAll("spoiled") RawRequest request) {
    List<String> violations = Contract.instance().requestViolations(request.exchange(ANY));
    Statistics.label("fits")
        .collect(violations.isEmpty())
        .coverage(checker -> {
          checker.check(true).percentage(share -> share > 20);
          checker.check(false).percentage(share -> share > 20);
        });
  }
}
