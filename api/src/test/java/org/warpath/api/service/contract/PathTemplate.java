package org.warpath.api.service.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A path of the document: {@code /v1/graphs/{graph}}.
 *
 * @param text as the document has it
 */
public record PathTemplate(String text) {
  /** The values of its parameters, decoded, if {@code rawPath} is such a path. */
  Optional<Map<String, String>> match(String rawPath) {
    List<String> expected = List.of(text.split("/", -1));
    // Routes do not mind a slash at the end.
    String path = rawPath.length() > 1 ? rawPath.replaceFirst("/$", "") : rawPath;
    List<String> found = List.of(path.split("/", -1));
    if (expected.size() != found.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < expected.size(); i++) {
      String segment = expected.get(i);
      if (segment.startsWith("{")) {
        if (found.get(i).isEmpty()) {
          return Optional.empty();
        }
        values.put(segment.substring(1, segment.length() - 1), decode(found.get(i)));
      } else if (!segment.equals(found.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  // Forms decode a plus sign as a blank; paths do not.
  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return segment;
    }
  }

  /** This path with {@code values}, percent-encoded, for its parameters. */
  public String fill(Map<String, String> values) {
    return List.of(text.split("/", -1)).stream()
        .map(segment ->
            segment.startsWith("{")
                ? encode(values.getOrDefault(segment.substring(1, segment.length() - 1), ""))
                : segment)
        .collect(Collectors.joining("/"));
  }

  /** {@code value} as one segment of a path. */
  public static String encode(String value) {
    return java.net.URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
