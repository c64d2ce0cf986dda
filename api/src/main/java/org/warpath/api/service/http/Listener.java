package org.warpath.api.service.http;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.security.KeyStore;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.config.ServiceConfig.Tls;
import org.warpath.api.service.tls.Certificates;

/** What listens on the configured address: HTTP, or HTTPS by TLS 1.2 and newer. */
final class Listener {
  /** What RFC 6797 suggests: a year. */
  private static final long STRICT_TRANSPORT_SECONDS = 365L * 24 * 60 * 60;

  /**
   * As many connections as Linux lets wait to be accepted. Java's own 50 would leave the clients of
   * a volley to try again after seconds, when they could be told at once that they are too many.
   */
  private static final int BACKLOG = 4096;

  private Listener() {}

  /**
   * A connector that has its port.
   *
   * @throws IllegalArgumentException if the address cannot be had, or certificate and key are wrong
   */
  static ServerConnector open(Server server, HttpConfiguration http, ServiceConfig config) {
    ServerConnector connector =
        config
            .security()
            .tls()
            .map(files -> secure(server, http, files))
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(config.limits().idleTimeout().toMillis());
    try {
      connector.open();
    } catch (IOException | UnresolvedAddressException e) {
      throw new IllegalArgumentException(reason(config, e), e);
    }
    return connector;
  }

  private static ServerConnector secure(Server server, HttpConfiguration http, Tls files) {
    String password = UUID.randomUUID().toString();
    KeyStore store = Certificates.keyStore(files, password.toCharArray());
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(store);
    tls.setKeyStorePassword(password);
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    HttpConfiguration https = new HttpConfiguration(http);
    // Clients check names against the certificate; who comes by an address or through a tunnel may.
    https.addCustomizer(new SecureRequestCustomizer(false, STRICT_TRANSPORT_SECONDS, false));
    return new ServerConnector(
        server,
        new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
        new HttpConnectionFactory(https));
  }

  private static String reason(ServiceConfig config, Exception thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      if (e instanceof UnresolvedAddressException) {
        return "host " + config.host() + " is unknown";
      }
      if (message.contains("permission denied")) {
        return "port " + config.port() + " is not for this user to open; those above 1023 are";
      }
      if (e instanceof BindException && message.contains("in use")) {
        return "port "
            + config.port()
            + " of "
            + config.host()
            + " is in use by another program; port 0 takes any free one";
      }
      if (e instanceof BindException) {
        return "host " + config.host() + " is no address of this machine";
      }
    }
    return config.host() + ":" + config.port() + " cannot be listened on: " + thrown.getMessage();
  }
}
