package org.warpath.api.service.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A curl line as a shell and curl understand it. */
final class CurlLine {
  private CurlLine() {}

  /** What curl is called with: the shell itself takes the line apart. */
  static List<String> arguments(String line) throws IOException, InterruptedException {
    return arguments(line, Map.of());
  }

  private static List<String> arguments(String line, Map<String, String> variables)
      throws IOException, InterruptedException {
    // The line calls this function in place of the program.
    String script = "curl() { printf '%s\\0' \"$@\"; }\n" + line;
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process shell = builder.start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (shell.waitFor() != 0) {
      throw new AssertionError("no shell runs " + line + ": " + output);
    }
    return List.of(output.split("\0", -1)).subList(0, output.split("\0", -1).length - 1);
  }

  /** The request that curl would send, in a shell with these variables. */
  static Sent request(String line, Map<String, String> variables)
      throws IOException, InterruptedException {
    String method = "GET";
    Map<String, String> headers = new TreeMap<>();
    String body = "";
    List<String> urls = new ArrayList<>();
    for (Iterator<String> rest = arguments(line, variables).iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "-X" -> method = rest.next();
        case "-N" -> {}
        case "-H" -> {
          String[] header = rest.next().split(": ", 2);
          headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        case "-d" -> {
          body = rest.next();
          method = "POST";
        }
        default -> urls.add(argument);
      }
    }
    if (urls.size() != 1) {
      throw new AssertionError("expected one address in " + line + ", found " + urls);
    }
    return new Sent(method, urls.getFirst(), headers, body);
  }
}
