package org.warpath.kernels.cuda.libraries;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What decides where libraries are looked for.
 *
 * @param properties the system properties
 * @param variables the environment variables
 * @param root the folder taken for {@code /}
 */
record SearchEnvironment(Map<String, String> properties, Map<String, String> variables, Path root) {

  SearchEnvironment {
    properties = Map.copyOf(properties);
    variables = Map.copyOf(variables);
  }

  static SearchEnvironment ofProcess() {
    Map<String, String> properties = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name, ""));
    }
    return new SearchEnvironment(properties, System.getenv(), Path.of("/"));
  }

  /** A system property that is set and not empty. */
  Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name)).filter(value -> !value.isEmpty());
  }

  /** An environment variable that is set and not empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** An absolute path below {@link #root}. */
  Path absolute(String path) {
    return root.resolve(path.startsWith("/") ? path.substring(1) : path);
  }
}
