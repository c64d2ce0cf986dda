package org.warpath.api.service.http;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;

/** Who sent a request. */
public final class Caller {
  /** The attribute of a request that holds the id of its API key, if it came with one. */
  public static final String KEY_ID = "keyId";

  private Caller() {}

  // Whoever has an IPv6 address has the 2⁶⁴ around it.
  private static final int NETWORK_BYTES = 8;

  /**
   * Whose turn and whose limits the request takes: its API key's, else its address's, of which IPv6
   * the network.
   */
  public static String of(Context context) {
    String key = context.attribute(KEY_ID);
    return key == null ? ofAddress(context.req().getRemoteAddr()) : key;
  }

  /** As above, of a request that may have no context. */
  public static String of(Request request) {
    return request.getAttribute(KEY_ID) instanceof String key
        ? key
        : ofAddress(Request.getRemoteAddr(request));
  }

  static String ofAddress(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address network
          ? HexFormat.ofDelimiter(":").formatHex(network.getAddress(), 0, NETWORK_BYTES) + "::/64"
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  /** Whether the caller would rather have a job than wait (RFC 7240). */
  public static boolean prefersAsync(Context context) {
    return Collections.list(context.req().getHeaders("Prefer")).stream()
        .flatMap(line -> Stream.of(line.split("[,;]")))
        .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async"));
  }
}
