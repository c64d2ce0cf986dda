package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.Path;

/** The definitions that come with the program. */
final class Definitions {
  private Definitions() {}

  static Path file(String name) {
    return Path.of("..", "data", "nn", name);
  }

  static CaffeNet net(String name, Phase phase) throws IOException {
    return CaffeNet.read(file(name + ".prototxt"), NetState.of(phase));
  }
}
