package org.warpath.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankFileTest {
  @TempDir Path folder;

  /** Over more than one block, and one that is not full. */
  @Test
  void distanceIsTheSumOfDifferences() throws IOException {
    double[] ranks = new SplittableRandom(3).doubles(200_001).toArray();
    double[] others = ranks.clone();
    others[0] += 0.25;
    others[70_000] -= 0.5;
    others[200_000] += 1;
    Path one = write("one", ranks);
    Path other = write("other", others);

    assertThat(Files.size(one)).isEqualTo(8L * 200_001);
    assertThat(RankFile.distance(one, other)).isCloseTo(1.75, within(1e-9));
    assertThat(RankFile.distance(one, one)).isZero();
  }

  @Test
  void anotherCountOfRanksIsRefused() throws IOException {
    Path one = write("one", new double[3]);
    Path other = write("other", new double[4]);

    assertThatThrownBy(() -> RankFile.distance(one, other))
        .hasMessage("there are 3 ranks in one and 4 in the other");
  }

  private Path write(String name, double[] ranks) throws IOException {
    Path file = folder.resolve(name);
    RankFile.write(file, ranks);
    return file;
  }
}
