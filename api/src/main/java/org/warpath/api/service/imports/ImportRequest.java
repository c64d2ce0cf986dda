package org.warpath.api.service.imports;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Names;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.io.Direction;
import org.warpath.graph.io.GraphFormat;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.io.NegativeWeights;
import org.warpath.graph.mediawiki.MediaWikiOptions;

/**
 * What graph to add, as JSON says it; of an upload, what the query or the other parts say.
 *
 * @param name the graph's name
 * @param file a file under the import folder, a folder if it is MediaWiki's; null if there is none
 * @param fileName what an uploaded file was called, or several were; null if there is none
 * @param generate a synthetic graph; null if it is not one
 */
record ImportRequest(
    @Nullable String name,
    @Nullable String file,
    @Nullable String fileName,
    @Nullable Generate generate,
    @Nullable String format,
    @Nullable Direction direction,
    @Nullable Duplicates duplicates,
    @Nullable SelfLoops selfLoops,
    @Nullable Boolean weights,
    @Nullable NegativeWeights negativeWeights,
    @Nullable String titles) {

  /** The format of a folder of table dumps. */
  private static final String MEDIA_WIKI = "mediawiki";

  /**
   * Checks what can be checked before there is a file.
   *
   * @throws Problem if something is missing, no name, unknown, or does not belong to the format
   */
  void check() {
    if (name == null) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "name is needed: what the graph is to be called");
    }
    Names.require("graph", name);
    if (isMediaWiki()) {
      refuse("direction", direction);
      refuse("weights", weights);
      refuse("negativeWeights", negativeWeights);
      refuse("titles", titles);
    } else if (format != null) {
      format(format);
    }
  }

  private static void refuse(String field, @Nullable Object value) {
    if (value != null) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, field + " does not belong to format " + MEDIA_WIKI);
    }
  }

  private static GraphFormat format(String asked) {
    return Stream.of(GraphFormat.values())
        .filter(known -> known.id().equals(asked))
        .findFirst()
        .orElseThrow(() ->
            new Problem(
                ProblemType.INVALID_REQUEST,
                "format must be one of %s, %s, was %s"
                    .formatted(
                        Stream.of(GraphFormat.values())
                            .map(GraphFormat::id)
                            .collect(Collectors.joining(", ")),
                        MEDIA_WIKI,
                        asked)));
  }

  /** Whether there is not one file to read, but a folder of a wiki's table dumps. */
  boolean isMediaWiki() {
    return MEDIA_WIKI.equals(format);
  }

  /** How to read files. */
  ImportOptions options(BuildOptions defaults) {
    BuildOptions build = policies(defaults).withWeights(weights == null || weights);
    ImportOptions options = ImportOptions.defaults().withBuild(build);
    options = format == null ? options : options.withFormat(format(format));
    options = direction == null ? options : options.withDirection(direction);
    return negativeWeights == null ? options : options.withNegativeWeights(negativeWeights);
  }

  /** How to read a wiki's table dumps. */
  MediaWikiOptions mediaWikiOptions(BuildOptions defaults) {
    MediaWikiOptions options = MediaWikiOptions.defaults();
    BuildOptions build =
        defaults
            .withDuplicates(options.build().duplicates())
            .withSelfLoops(options.build().selfLoops())
            .withWeights(false);
    return options.withBuild(policies(build));
  }

  private BuildOptions policies(BuildOptions defaults) {
    BuildOptions build = duplicates == null ? defaults : defaults.withDuplicates(duplicates);
    return selfLoops == null ? build : build.withSelfLoops(selfLoops);
  }
}
