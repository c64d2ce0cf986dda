package org.warpath.api.service.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request.
 *
 * @param method GET, POST …
 * @param url the whole address
 * @param headers by name in lower case
 * @param body as text; empty if there is none
 */
record Sent(String method, String url, Map<String, String> headers, String body) {

  /** The request that Chromium's network log tells of. */
  static Sent of(JsonNode request) {
    Map<String, String> headers = new TreeMap<>();
    request
        .path("headers")
        .properties()
        .forEach(header ->
            headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
    return new Sent(
        request.path("method").asText(),
        request.path("url").asText(),
        headers,
        request.path("postData").asText(""));
  }
}
