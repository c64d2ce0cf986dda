package org.warpath.api.service.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.stream.Stream;

/** Who sent a request. */
public final class Caller {
  /** The attribute of a request that holds the id of its API key, if it came with one. */
  public static final String KEY_ID = "keyId";

  private Caller() {}

  /** Whose turn and whose limits the request takes: its API key's, else its address's. */
  public static String of(Context context) {
    String key = context.attribute(KEY_ID);
    return key == null ? context.ip() : key;
  }

  /** Whether the caller would rather have a job than wait (RFC 7240). */
  public static boolean prefersAsync(Context context) {
    return Collections.list(context.req().getHeaders("Prefer")).stream()
        .flatMap(line -> Stream.of(line.split("[,;]")))
        .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async"));
  }
}
