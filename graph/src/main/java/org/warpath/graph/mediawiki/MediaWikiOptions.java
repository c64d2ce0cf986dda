package org.warpath.graph.mediawiki;

import java.util.Objects;
import java.util.Set;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.SelfLoops;

/**
 * Which pages become vertices, and how their links become a graph.
 *
 * @param namespaces numbers of the namespaces whose pages are wanted, at least one; 0 holds the
 *     articles
 * @param build duplicates are links from one page to several names of another, self-loops links to
 *     another name of oneself
 */
public record MediaWikiOptions(Set<Integer> namespaces, BuildOptions build) {
  public MediaWikiOptions {
    namespaces = Set.copyOf(namespaces);
    Objects.requireNonNull(build, "build");
    if (namespaces.isEmpty()) {
      throw new IllegalArgumentException("namespaces must name at least one, 0 for articles");
    }
    for (int namespace : namespaces) {
      if (namespace < 0) {
        throw new IllegalArgumentException(
            "namespaces must be at least 0, as those below hold no pages, was " + namespace);
      }
    }
  }

  /** Articles; the links of each as a set, none to itself. */
  public static MediaWikiOptions defaults() {
    return new MediaWikiOptions(
        Set.of(0),
        BuildOptions.defaults()
            .withDuplicates(Duplicates.FIRST)
            .withSelfLoops(SelfLoops.DROP)
            .withWeights(false));
  }

  public MediaWikiOptions withNamespaces(Set<Integer> value) {
    return new MediaWikiOptions(value, build);
  }

  public MediaWikiOptions withBuild(BuildOptions value) {
    return new MediaWikiOptions(namespaces, value);
  }
}
