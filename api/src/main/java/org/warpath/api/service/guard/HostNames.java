package org.warpath.api.service.guard;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names under which a service may be called, and what hosts' names say of addresses. */
public final class HostNames {
  private final Set<String> names = new HashSet<>();
  private final boolean anyAddress;

  /**
   * @param listening the host that the service listens on
   * @param further other names of it
   */
  HostNames(String listening, List<String> further) {
    names.add(normal(listening));
    further.forEach(name -> names.add(normal(name)));
    anyAddress = isAddress(listening) && address(listening).isAnyLocalAddress();
  }

  /**
   * Whether the service answers to {@code authority}, the host and perhaps port that a request
   * names. A page that made its own name mean this machine (DNS rebinding) names itself there, so
   * every loopback name is the service's own, and where it listens on all addresses, every address.
   */
  boolean contain(String authority) {
    String host = normal(withoutPort(authority));
    return isLoopback(host) || names.contains(host) || (anyAddress && isAddress(host));
  }

  /** Whether {@code host}, a name or an address, is reached from this machine alone. */
  public static boolean isLoopback(String host) {
    String name = normal(host);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || (isAddress(name) && address(name).isLoopbackAddress());
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    // The colons of an IPv6 address stand in brackets.
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  private static String normal(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(normal(host));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static InetAddress address(String host) {
    return InetAddress.ofLiteral(normal(host));
  }
}
