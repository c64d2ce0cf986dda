package org.warpath.api.service.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection on which anything can be sent, HTTP or not. */
public final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  /** Connects to {@code port} of this machine. */
  public RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends text as it is: lines of a head end with {@code \r\n}, and one more ends the head. */
  public RawConnection send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Reads the response to a request of {@code method}. */
  public RawResponse receive(String method) throws IOException {
    return RawResponse.read(in, method);
  }

  /** Says that no more will be sent, and stays to listen. */
  public RawConnection endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Reads what comes until the server closes, by a reset or not. */
  public byte[] drain() throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        received.write(b);
      }
    } catch (SocketException reset) {
      return received.toByteArray();
    }
    return received.toByteArray();
  }

  /** Reads {@code bytes} bytes, or fewer if the server closes before. */
  public byte[] drain(int bytes) throws IOException {
    return in.readNBytes(bytes);
  }

  /** Breaks off at once, by a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
