package org.warpath.api.service.hostile;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Names of what is there in the fuzzed service, and of what is not. */
final class Names {
  /** A graph with names and weights, one of numbers, one without edges. */
  static final String KARATE = "karate";

  static final String NAMED = "named";
  static final String SINGLE = "single";

  /** A vector of every one of these graphs. */
  static final String VECTOR = "ranks";

  /** Stands for the id of a job that has ended. */
  static final String JOB = "JOB";

  private Names() {}

  /** Of graphs that stay. */
  static Arbitrary<String> graphs() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of(KARATE, NAMED, SINGLE)),
        Tuple.of(2, passing()),
        Tuple.of(1, Arbitraries.of("none", "N.o-n_e", VECTOR)));
  }

  /** A model of ONNX's, and one that can be trained. */
  static final String LINEAR = "linear";

  static final String HALVES = "halves";

  /** Of models that stay. */
  static Arbitrary<String> models() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of(LINEAR, HALVES)),
        Tuple.of(2, passing()),
        Tuple.of(1, Arbitraries.of("none", KARATE)));
  }

  /** Of graphs, vectors and models that come and go. */
  static Arbitrary<String> passing() {
    return Arbitraries.of("passing1", "passing2", "passing3", "passing4");
  }

  static Arbitrary<String> vectors() {
    return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(VECTOR)), Tuple.of(2, passing()));
  }

  static Arbitrary<String> vertices() {
    return Arbitraries.of(
        "0", "1", "33", "#0", "#2", "Berlin", "Tokyo", "New York/NY", "ber", "34", "#34");
  }

  /** Of files to import, beginning where imports may read. */
  static Arbitrary<String> files() {
    return Arbitraries.of(
        "edges.txt",
        "edges.txt.gz",
        "broken.mtx",
        "titles.txt",
        "../secret.txt",
        "/etc/passwd",
        "link.txt",
        "folder",
        "./edges.txt",
        "folder/../edges.txt",
        "");
  }
}
