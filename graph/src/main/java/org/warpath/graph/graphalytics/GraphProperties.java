package org.warpath.graph.graphalytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.warpath.graph.GraphFormatException;

/**
 * What a properties file says of one graph.
 *
 * @param file where it was read
 * @param name the graph's name
 * @param properties all of the file
 */
record GraphProperties(Path file, String name, Properties properties) {
  private static final String PREFIX = "graph.";
  private static final String VERTEX_FILE = ".vertex-file";

  /** The graphs that {@code file} describes. */
  static List<GraphProperties> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      // A broken \\u escape.
      GraphFormatException broken =
          new GraphFormatException(file.toString(), "is no properties file: " + e.getMessage());
      broken.initCause(e);
      throw broken;
    }
    List<GraphProperties> graphs = new ArrayList<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(PREFIX) && key.endsWith(VERTEX_FILE)) {
        String name = key.substring(PREFIX.length(), key.length() - VERTEX_FILE.length());
        graphs.add(new GraphProperties(file, name, properties));
      }
    }
    return graphs;
  }

  String vertexFile() throws GraphFormatException {
    return text("vertex-file");
  }

  String edgeFile() throws GraphFormatException {
    return text("edge-file");
  }

  boolean directed() throws GraphFormatException {
    return switch (text("directed")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad("directed", "true or false");
    };
  }

  /** Names of the algorithms to run, in lower case as a rule. */
  List<String> algorithms() throws GraphFormatException {
    return Arrays.stream(text("algorithms").split(",", -1))
        .map(String::strip)
        .filter(algorithm -> !algorithm.isEmpty())
        .toList();
  }

  long integer(String key) throws GraphFormatException {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      throw caused(bad(key, "an integer"), e);
    }
  }

  double decimal(String key) throws GraphFormatException {
    try {
      return Double.parseDouble(text(key));
    } catch (NumberFormatException e) {
      throw caused(bad(key, "a number"), e);
    }
  }

  private String text(String key) throws GraphFormatException {
    String value = properties.getProperty(PREFIX + name + "." + key);
    if (value == null) {
      throw new GraphFormatException(
          file.toString(), "expected a property " + PREFIX + name + "." + key);
    }
    return value.strip();
  }

  /** The value of {@code key} is not what was expected. */
  GraphFormatException bad(String key, String expected) throws GraphFormatException {
    return new GraphFormatException(
        file.toString(),
        "expected " + PREFIX + name + "." + key + " to be " + expected + ", was " + text(key));
  }

  private static GraphFormatException caused(GraphFormatException e, Throwable cause) {
    e.initCause(cause);
    return e;
  }
}
