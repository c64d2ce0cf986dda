package org.warpath.api.service.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request and its response, as they went over the wire.
 *
 * @param method of the request
 * @param target path and query, percent-encoded
 * @param requestHeaders names in any case
 * @param requestBody empty if there was none
 * @param status of the response
 * @param responseHeaders names in any case
 * @param responseBody empty if there was none
 */
public record Exchange(
    String method,
    String target,
    Map<String, List<String>> requestHeaders,
    byte[] requestBody,
    int status,
    Map<String, List<String>> responseHeaders,
    byte[] responseBody) {

  String rawPath() {
    return target.split("[?]", 2)[0];
  }

  /** The query as it was sent; empty if there was none. */
  String rawQuery() {
    String[] parts = target.split("[?]", 2);
    return parts.length == 2 ? parts[1] : "";
  }

  /** The response's content type without parameters, in lower case; empty if it has none. */
  String responseType() {
    return mediaType(responseHeaders);
  }

  /** The request's content type without parameters, in lower case; empty if it has none. */
  String requestType() {
    return mediaType(requestHeaders);
  }

  private static String mediaType(Map<String, List<String>> headers) {
    List<String> values = values(headers, "Content-Type");
    return values.isEmpty()
        ? ""
        : values.getFirst().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** All values of a header. */
  static List<String> values(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }
}
