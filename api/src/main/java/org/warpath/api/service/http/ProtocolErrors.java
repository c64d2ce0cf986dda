package org.warpath.api.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
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
    Callback close = new LingeringClose(request, callback);
    answer(request, response, close, problem(status, message));
  }

  /** Answers {@code problem} where there is no {@link io.javalin.http.Context}. */
  static void answer(Request request, Response response, Callback callback, Problem problem) {
    String requestId = RequestIds.of(request);
    // Jetty names a head that it could not read "/badMessage".
    String path = request.getHttpURI().getPath();
    String json = ProblemAnswers.json(problem, path == null ? "/" : path, requestId).toString();
    HttpFields.Mutable head = response.getHeaders();
    response.setStatus(problem.type().status());
    head.put(HttpHeader.CONTENT_TYPE, ProblemAnswers.CONTENT_TYPE);
    head.put(RequestIds.HEADER, requestId);
    // What follows on the connection may be anything.
    head.put(HttpHeader.CONNECTION, "close");
    Integer retryAfter = problem.retryAfterSeconds();
    if (retryAfter != null) {
      head.put(HttpHeader.RETRY_AFTER, retryAfter.toString());
    }
    response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
  }

  private static Problem problem(int status, @Nullable String message) {
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      return new Problem(ProblemType.SHUTTING_DOWN, "the service is being stopped");
    }
    ProblemType type = ProblemType.ofStatus(status);
    if (type == ProblemType.INTERNAL || message == null) {
      return new Problem(type, type.title());
    }
    String reason = message.substring(0, Math.min(message.length(), LONGEST_DETAIL));
    return new Problem(type, "the request cannot be read: " + reason);
  }
}
