package org.warpath.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.WikipediaLike;
import org.warpath.kernels.RunControl;

/**
 * What a synthetic wiki's dumps were made of: enough to make the graph again.
 *
 * @param articles vertices of the graph
 * @param links asked for
 * @param others pages of other namespaces for each article
 * @param seed of the graph and of the wiki
 */
record WikiDumpFacts(int articles, long links, int others, long seed) {
  private static final String FILE = "synthwiki.json";

  /** The graph, stored in the order of vertices. */
  Imported graph(int threads, Path scratch, RunControl control) throws IOException {
    BuildOptions options =
        BuildOptions.defaults()
            .withWeights(false)
            .withOrdering(Ordering.NONE)
            .withScratchDirectory(scratch)
            .withThreads(threads);
    return new WikipediaLike(articles, links, seed).generate(options, Optional.empty(), control);
  }

  void write(Path folder) throws IOException {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("articles", articles).put("links", links).put("others", others).put("seed", seed);
    new ObjectMapper().writeValue(folder.resolve(FILE).toFile(), node);
  }

  /** Those that lie beside dumps in {@code folder}. */
  static WikiDumpFacts read(Path folder) throws IOException {
    JsonNode node = new ObjectMapper().readTree(Files.readString(folder.resolve(FILE)));
    return new WikiDumpFacts(
        node.required("articles").intValue(),
        node.required("links").longValue(),
        node.required("others").intValue(),
        node.required("seed").longValue());
  }
}
