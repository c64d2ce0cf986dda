package org.warpath.api.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.ObjectReader;
import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the bodies of requests, within limits. */
public final class RequestBody {
  /** How much of a refused body is taken so that its sender hears why. */
  public static final long DRAINED_BYTES = 64 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
  private static final Duration SHORT_PAUSE = Duration.ofMillis(200);
  private static final Duration LONG_PAUSE = Duration.ofSeconds(2);
  private static final int DRAINED_BLOCK = 1 << 16;
  private static final String CURLS_OWN = "application/x-www-form-urlencoded";

  private RequestBody() {}

  /**
   * The body as {@code type}, a record; an empty body is {@code {}}.
   *
   * @param maxBytes how large a body may be
   * @throws Problem if it is no JSON, does not fit {@code type}, or is too large
   */
  public static <T> T json(Context context, Class<T> type, long maxBytes) {
    byte[] body = bytes(context, maxBytes);
    String contentType = mediaType(context);
    if (body.length == 0) {
      body = new byte[] {'{', '}'};
    } else if (!contentType.equals("application/json")) {
      throw unsupported(contentType, "application/json");
    }
    byte[] text = body;
    return bind(Json.MAPPER.reader(), type, reader -> reader.createParser(text));
  }

  /** Opens JSON to be read. */
  @FunctionalInterface
  public interface Source {
    JsonParser open(ObjectReader reader) throws IOException;
  }

  /**
   * What {@code reader} makes of {@code source}.
   *
   * @throws Problem if that is no JSON, does not fit {@code type}, or breaks off
   */
  public static <T> T bind(ObjectReader reader, Class<T> type, Source source) {
    try (JsonParser parser = new WithoutNulls(source.open(reader))) {
      return bind(reader, type, parser);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static <T> T bind(ObjectReader reader, Class<T> type, JsonParser parser)
      throws IOException {
    try {
      T value = reader.readValue(parser, type);
      if (value == null) {
        throw new Problem(ProblemType.INVALID_REQUEST, "expected a JSON object, found null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw JsonMistake.of(e);
    }
  }

  // To records, null is what is absent; to the contract it is a value that no field has.
  private static final class WithoutNulls extends JsonParserDelegate {
    WithoutNulls(JsonParser parser) {
      super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
      JsonToken token = delegate.nextToken();
      if (token == JsonToken.VALUE_NULL && !getParsingContext().inRoot()) {
        throw JsonMistake.at(
            getParsingContext().pathAsPointer().toString(), "expected a value, found null");
      }
      return token;
    }
  }

  /** The content type without its parameters, in lower case; empty if there is none. */
  public static String mediaType(Context context) {
    String type = context.contentType();
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The whole body.
   *
   * @throws Problem if it is larger than {@code maxBytes}; if it is not much larger, it was
   *     {@linkplain #drain taken} all the same
   */
  public static byte[] bytes(Context context, long maxBytes) {
    long announced = context.req().getContentLengthLong();
    if (announced > maxBytes) {
      drain(context, DRAINED_BYTES);
      throw tooLarge(maxBytes);
    }
    try {
      InputStream in = context.req().getInputStream();
      byte[] body = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + 1));
      if (body.length > maxBytes) {
        drain(context, DRAINED_BYTES);
        throw tooLarge(maxBytes);
      }
      return body;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * The body as it comes; who reads on beyond {@code maxBytes} gets a {@link Problem}.
   *
   * @throws Problem if it is announced to be larger
   */
  public static InputStream stream(Context context, long maxBytes) {
    if (context.req().getContentLengthLong() > maxBytes) {
      throw tooLarge(maxBytes);
    }
    try {
      return new BoundedBody(context.req().getInputStream(), maxBytes);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * Takes what is left of the body and drops it, as clients hear an answer only once they have sent
   * theirs; not if it is too large for that, or the client asked before sending it. Who pauses is
   * answered: he may be waiting for it.
   *
   * @param maxBytes how much to take at most
   */
  public static void drain(Context context, long maxBytes) {
    long announced = context.req().getContentLengthLong();
    if (announced > maxBytes || context.header("Expect") != null) {
      return;
    }
    try {
      // A body that did not say how long it is may have no end.
      drain(context, announced, maxBytes, announced < 0 ? SHORT_PAUSE : LONG_PAUSE);
    } catch (IOException e) {
      LOG.debug("the rest of a body was left", e);
    }
  }

  private static void drain(Context context, long announced, long maxBytes, Duration patience)
      throws IOException {
    ServletInputStream in = context.req().getInputStream();
    Request request = ServletContextRequest.getServletContextRequest(context.req());
    byte[] block = new byte[DRAINED_BLOCK];
    long left = maxBytes;
    long heardNanos = System.nanoTime();
    while (!in.isFinished() && left > 0 && System.nanoTime() - heardNanos < patience.toNanos()) {
      // At the end, to read does not wait.
      boolean cameWhole = Request.getContentBytesRead(request) == announced;
      int available = cameWhole ? block.length : in.available();
      if (available > 0) {
        left -= Math.max(0, in.read(block, 0, Math.min(available, block.length)));
        heardNanos = System.nanoTime();
      } else {
        LockSupport.parkNanos(SHORT_PAUSE.toNanos() / 100);
      }
    }
  }

  /** A body that could not be read to its end: it came too slowly, or broke off. */
  public static Problem broken(IOException e) {
    Problem problem = ProblemAnswers.of(e);
    return problem.type() == ProblemType.REQUEST_TIMEOUT
        ? problem
        : new Problem(
            ProblemType.INVALID_REQUEST,
            "the body ended before it was whole: " + e.getMessage(),
            e);
  }

  /** A body of another content type than {@code expected}. */
  public static Problem unsupported(String contentType, String expected) {
    return new Problem(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        "expected a body of content type "
            + expected
            + ", was "
            + (contentType.isEmpty() ? "none" : contentType)
            + (contentType.equals(CURLS_OWN) ? "; curl sends JSON with --json" : ""));
  }

  /** A body above the limit. */
  public static Problem tooLarge(long maxBytes) {
    return new Problem(ProblemType.TOO_LARGE, "the body must have at most " + maxBytes + " bytes");
  }
}
