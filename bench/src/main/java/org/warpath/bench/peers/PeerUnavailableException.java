package org.warpath.bench.peers;

import java.io.Serial;

/** A peer cannot be run here, or did not finish; the message says why. */
public final class PeerUnavailableException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  PeerUnavailableException(String message) {
    super(message);
  }
}
