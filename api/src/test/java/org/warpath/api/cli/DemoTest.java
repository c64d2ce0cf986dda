package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoTest {

  @Test
  void theDemoRanksTheShippedWikipediaAndFindsPaths() {
    String out = Cli.run("demo").succeeded().out();

    assertThat(out)
        .contains("15,546 articles, 399,786 links")
        .containsSubsequence(
            "United States",
            "Wikimedia Commons",
            "Country",
            "English language",
            "Wiktionary",
            "Animal",
            "Water",
            "Earth",
            "England",
            "City")
        .contains("Fewest links from", "Widest path from", "by personalised PageRank", " → ");
  }

  @Test
  void anArticleThatIsNotThereIsNamed() {
    Cli demo = Cli.run("demo", "--around", "Albert Einstien");

    assertThat(demo.exitCode()).isEqualTo(2);
    assertThat(demo.err()).contains("Albert Einstien", "Albert Einstein");
  }

  @Test
  void theGraphalyticsExamplesPass() {
    String out = Cli.run("graphalytics", Cli.HOME.resolve("data/graphalytics")).succeeded().out();

    assertThat(out)
        .contains("example-directed bfs: passed", "example-undirected pr: passed")
        .contains("12 passed, 0 failed");
  }

  @Test
  void helpAndVersionAreForPeople() {
    assertThat(Cli.run().succeeded().out()).contains("pagerank", "import", "Exit codes");
    assertThat(Cli.run("pagerank", "--help").succeeded().out()).contains("--damping", "--json");
    assertThat(Cli.run("--version").succeeded().out()).contains("warpath");
    Cli.run("pagerang").refused("pagerang");
  }
}
