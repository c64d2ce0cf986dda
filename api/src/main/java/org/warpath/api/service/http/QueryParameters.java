package org.warpath.api.service.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query of a request, checked: unknown parameters and those given twice are refused. */
public final class QueryParameters {
  private static final int SHOWN = 60;

  /** As JSON has whole numbers, and so the document; none that overflows a long. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  private final Context context;

  private QueryParameters(Context context) {
    this.context = context;
  }

  /**
   * The query of {@code context}.
   *
   * @param known the parameters that the route has
   * @throws Problem if it has another one, or one twice, or cannot be read
   */
  public static QueryParameters of(Context context, Set<String> known) {
    requireWellFormed(context);
    for (var parameter : context.queryParamMap().entrySet()) {
      if (!known.contains(parameter.getKey())) {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            known.isEmpty()
                ? "this request has no query parameters"
                    + (context.method().equals(HandlerType.POST) ? ": its body says it all" : "")
                : "unknown query parameter; known: "
                    + known.stream().sorted().collect(Collectors.joining(", ")));
      }
      if (parameter.getValue().size() > 1) {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            "query parameter " + parameter.getKey() + " is given more than once");
      }
    }
    return new QueryParameters(context);
  }

  /** {@code handler} for a route that has no query parameters. */
  public static Handler withoutQuery(Handler handler) {
    return context -> {
      of(context, Set.of());
      handler.handle(context);
    };
  }

  // Javalin passes over what it cannot read.
  private static void requireWellFormed(Context context) {
    String query = context.queryString();
    long given =
        query == null ? 0 : Stream.of(query.split("&", -1)).filter(pair -> !pair.isEmpty()).count();
    long read = context.queryParamMap().values().stream().mapToLong(List::size).sum();
    if (given != read) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "the query must be pairs name=value, percent-encoded, with & between them");
    }
  }

  public @Nullable String text(String name) {
    return context.queryParam(name);
  }

  /** A whole number in [{@code least}, {@code most}]; {@code otherwise} if it is not given. */
  public long number(String name, long least, long most, long otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    if (NUMBER.matcher(text).matches()) {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw wrong(name, text, "a whole number in [" + least + ", " + most + "]");
  }

  /** true or false; {@code otherwise} if it is not given. */
  public boolean flag(String name, boolean otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    return flag(name, text);
  }

  /** What {@code text} says, true or false. */
  public static boolean flag(String name, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(name, text, "true or false");
    }
    return text.equals("true");
  }

  /** A constant of {@code type}, in lower case; null if it is not given. */
  public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String text = text(name);
    return text == null ? null : choice(name, text, type);
  }

  /** The constant of {@code type} that {@code text} names. */
  public static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> wrong(name, text, "one of " + names(type)));
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static Problem wrong(String name, String text, String expected) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new Problem(
        ProblemType.INVALID_REQUEST, "%s must be %s, was \"%s\"".formatted(name, expected, shown));
  }
}
