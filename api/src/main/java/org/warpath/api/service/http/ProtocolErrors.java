package org.warpath.api.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Problems as answers to what never reaches a route, as it is no proper HTTP: a malformed head, a
 * path that cannot be decoded, too long a header. Without it Jetty would answer with pages.
 */
final class ProtocolErrors extends ErrorHandler {
  private static final int LONGEST_DETAIL = 500;

  @Override
  public boolean errorPageForMethod(String method) {
    return !HttpMethod.HEAD.is(method);
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Problem problem = problem(status, message);
    String requestId = Long.toHexString(ThreadLocalRandom.current().nextLong());
    // Jetty names a head that it could not read "/badMessage".
    String path = request.getHttpURI().getPath();
    String instance = path == null ? "/" : path;
    byte[] body =
        ProblemAnswers.json(problem, instance, requestId)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.type().status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.getHeaders().put("X-Request-Id", requestId);
    // What follows on the connection may be anything.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static Problem problem(int status, @Nullable String message) {
    ProblemType type = ProblemType.ofStatus(status);
    if (type == ProblemType.INTERNAL || message == null) {
      return new Problem(type, type.title());
    }
    String reason = message.substring(0, Math.min(message.length(), LONGEST_DETAIL));
    return new Problem(type, "the request cannot be read: " + reason);
  }
}
