package org.warpath.api.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemAnswersTest {

  @Test
  void aProblemThatWasKeptIsAnsweredAsItWas() {
    Problem problem =
        new Problem(ProblemType.OUT_OF_MEMORY, "the run needs 5 bytes, 3 are free")
            .with("where", "device")
            .with("needed", 5L)
            .with("free", 3L)
            .with("nearest", List.of("a", "b"));
    ObjectNode json = ProblemAnswers.json(problem, "/v1/jobs/1", "-");

    Problem parsed = ProblemAnswers.parse(Json.parse(json.toString()));

    assertThat(parsed.type()).isEqualTo(ProblemType.OUT_OF_MEMORY);
    assertThat(ProblemAnswers.json(parsed, "/v1/jobs/1", "-").toString())
        .isEqualTo(json.toString());
  }

  @Test
  void oneOfATypeThatIsNoMoreIsTheServersFault() {
    ObjectNode json = Json.object().put("type", "/problems/of-old").put("detail", "why");

    assertThat(ProblemAnswers.parse(json).type()).isEqualTo(ProblemType.INTERNAL);
    assertThat(ProblemAnswers.parse(json).detail()).isEqualTo("why");
  }
}
