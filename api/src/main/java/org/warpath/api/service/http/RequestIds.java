package org.warpath.api.service.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Gives each request an id, the caller's own if it sent a sane one, and tells it in the answer. */
final class RequestIds extends Handler.Wrapper {
  static final String HEADER = "X-Request-Id";

  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response.getHeaders().put(HEADER, of(request));
    return super.handle(request, response, callback);
  }

  /** The request's id, given now if it has none yet. */
  static String of(Request request) {
    Object given = request.getAttribute(ProblemAnswers.REQUEST_ID);
    if (given != null) {
      return given.toString();
    }
    String id = choose(request.getHeaders().get(HEADER));
    request.setAttribute(ProblemAnswers.REQUEST_ID, id);
    return id;
  }

  private static String choose(@Nullable String sent) {
    return sent != null && SANE.matcher(sent).matches()
        ? sent
        : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
