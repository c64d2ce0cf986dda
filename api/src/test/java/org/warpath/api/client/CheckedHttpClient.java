package org.warpath.api.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.warpath.api.service.contract.Contract;
import org.warpath.api.service.contract.Exchange;

/**
 * The JDK's HTTP client, whatever passes through which is held against the contract. Responses are
 * read whole, events too: not for jobs that go on.
 */
final class CheckedHttpClient extends HttpClient {
  private static final byte[] UNSEEN = {};

  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final Set<String> operations = new ConcurrentSkipListSet<>();

  /** The ids of the operations that were called. */
  Set<String> operations() {
    return operations;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    String target = target(request.uri());
    Contract.instance()
        .find(request.method(), request.uri().getRawPath())
        .ifPresent(operation -> operations.add(operation.id()));
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    byte[] received;
    try (InputStream body = response.body()) {
      received = body.readAllBytes();
    }
    Contract.instance()
        .check(
            new Exchange(
                request.method(),
                target,
                request.headers().map(),
                body(request),
                response.statusCode(),
                response.headers().map(),
                received));
    return new Given<>(response, deliver(response, received, handler));
  }

  private static String target(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  // A stream can be read once only, and is not looked at.
  private static byte[] body(HttpRequest request) {
    Optional<BodyPublisher> publisher = request.bodyPublisher();
    if (publisher.isEmpty() || publisher.get().contentLength() < 0) {
      return UNSEEN;
    }
    Collector collector = new Collector();
    publisher.get().subscribe(collector);
    return collector.whole.join();
  }

  private static final class Collector implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      whole.complete(bytes.toByteArray());
    }
  }

  private static <T> T deliver(
      HttpResponse<InputStream> response, byte[] received, BodyHandler<T> handler) {
    BodySubscriber<T> subscriber =
        handler.apply(new Info(response.statusCode(), response.headers(), response.version()));
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {}
        });
    subscriber.onNext(List.of(ByteBuffer.wrap(received)));
    subscriber.onComplete();
    return subscriber.getBody().toCompletableFuture().join();
  }

  private record Info(int statusCode, HttpHeaders headers, Version version)
      implements ResponseInfo {}

  private record Given<T>(HttpResponse<InputStream> response, T body) implements HttpResponse<T> {
    @Override
    public int statusCode() {
      return response.statusCode();
    }

    @Override
    public HttpRequest request() {
      return response.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return response.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return response.sslSession();
    }

    @Override
    public URI uri() {
      return response.uri();
    }

    @Override
    public Version version() {
      return response.version();
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushHandler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return http.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return http.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return http.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return http.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return http.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return http.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return http.authenticator();
  }

  @Override
  public Version version() {
    return http.version();
  }

  @Override
  public Optional<Executor> executor() {
    return http.executor();
  }
}
