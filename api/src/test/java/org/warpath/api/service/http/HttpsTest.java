package org.warpath.api.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.tls.TestCertificate;

class HttpsTest {
  @TempDir static Path folder;

  private static TestCertificate certificate;
  private static HttpServer server;

  @BeforeAll
  static void start() throws Exception {
    certificate = TestCertificate.make(folder, "own", "EC");
    server =
        HttpServerTest.start(
            Map.of(
                "security.tls.certificate", certificate.certificate().toString(),
                "security.tls.privateKey", certificate.privateKey().toString(),
                "limits.idleTimeout", "300ms"),
            routes -> routes.get("/ok", context -> context.result(context.scheme())));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> get(String host, HttpClient client) throws Exception {
    URI uri = URI.create("https://" + host + ":" + server.port() + "/ok");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void whoTrustsTheCertificateIsAnswered() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(certificate.trusting()).build()) {
      for (String host : new String[] {"localhost", "127.0.0.1"}) {
        HttpResponse<String> answer = get(host, client);

        assertThat(answer.body()).isEqualTo("https");
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
            .hasValue("max-age=31536000");
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      }
    }
  }

  @Test
  void whoDoesNotTrustItIsNot() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> get("localhost", client)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void tls12IsSpokenAndTls11IsNot() throws Exception {
    try (SSLSocket socket = socket("TLSv1.2")) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }
    try (RawHttp client = new RawHttp(server.port())) {
      client.send(helloOfTls11());
      String answer = client.answer().head();
      // An alert (21) that is fatal (2): protocol_version (70).
      assertThat(answer).startsWith("\25\3").endsWith("\0\2\2\106");
    }
  }

  /** RFC 4346 and 4492: a ClientHello of TLS 1.1 with ECDHE-ECDSA-AES128-SHA on P-256. */
  private static String helloOfTls11() {
    String extensions = "\0\12\0\4\0\2\0\27" + "\0\13\0\2\1\0";
    String body = "\3\2" + "r".repeat(32) + "\0" + "\0\2\300\11" + "\1\0" + sized(extensions, 2);
    String handshake = "\1" + sized(body, 3);
    return "\26\3\1" + sized(handshake, 2);
  }

  private static String sized(String content, int sizeBytes) {
    StringBuilder size = new StringBuilder();
    for (int i = sizeBytes - 1; i >= 0; i--) {
      size.append((char) (content.length() >> (8 * i) & 0xff));
    }
    return size + content;
  }

  private static SSLSocket socket(String protocol) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            certificate.trusting().getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setEnabledProtocols(new String[] {protocol});
    return socket;
  }

  @Test
  void plainHttpIsNotAnsweredAndAHandshakeThatHangsIsCutOff() throws IOException {
    try (RawHttp client = new RawHttp(server.port())) {
      client.send(RawHttp.get("/ok"));
      assertThat(client.answer().body()).isEmpty();
    }
    try (RawHttp client = new RawHttp(server.port())) {
      client.send("\26\3\1\1");
      assertThat(client.answer().body()).isEmpty();
    }
  }
}
