package org.warpath.api.cli;

/**
 * Whether the HTTP service is there. A bundle leaves it out, so commands that use it name its
 * classes in the bodies of their methods alone: picocli looks at all else of a command at every
 * start.
 */
final class ServiceCheck {
  private ServiceCheck() {}

  /**
   * @throws IllegalArgumentException if it is not
   */
  static void requireService() {
    if (Warpath.class.getResource("/org/warpath/api/service/openapi.yaml") == null) {
      throw new IllegalArgumentException(
          "a bundle has no HTTP service; it is in a checkout of Warpath, by ./warpath serve");
    }
  }
}
