package org.warpath.api.service.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;

/**
 * Serves the web page, the API's document and its reference, out of the program's own resources.
 */
public final class WebPage implements Routes {
  private static final String FOLDER = "/org/warpath/api/web/";
  private static final String DOCUMENT = "/org/warpath/api/service/openapi.yaml";

  // Nothing from elsewhere, nothing inline; what is text can never become markup or a script.
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final String PAGE_POLICY =
      POLICY + "; require-trusted-types-for 'script'; trusted-types 'none'";
  // The reference's library has pictures in its style sheet and makes markup of descriptions.
  private static final String REFERENCE_POLICY = POLICY + "; img-src 'self' data:";

  // No segment begins with a dot: no hidden files, and no way up.
  private static final Pattern FILE = Pattern.compile("[\\w@-][\\w@.-]*(/[\\w@-][\\w@.-]*)*");

  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", context -> answer(context, FOLDER + "index.html", PAGE_POLICY), Scope.OPEN);
    routes.get(
        "/docs",
        context -> answerAlone(context, FOLDER + "docs.html", REFERENCE_POLICY),
        Scope.OPEN);
    routes.get("/openapi.yaml", context -> answerAlone(context, DOCUMENT, POLICY), Scope.OPEN);
    routes.get("/assets/<file>", this::answerFile, Scope.OPEN);
  }

  // What the document has, it has without a query.
  private void answerAlone(Context context, String path, String policy) {
    QueryParameters.of(context, Set.of());
    answer(context, path, policy);
  }

  private void answerFile(Context context) {
    String file = context.pathParam("file");
    if (!FILE.matcher(file).matches()) {
      throw notFound(context);
    }
    answer(context, FOLDER + file, POLICY);
  }

  private void answer(Context context, String path, String policy) {
    Asset asset = asset(path).orElseThrow(() -> notFound(context));
    Optional<byte[]> packed = asset.gzip().filter(gzip -> accepts(context, "gzip"));
    // Packed and plain are two representations: a strong tag must tell them apart.
    String tag = "\"" + asset.hash() + (packed.isPresent() ? "-gzip\"" : "\"");
    context
        .disableCompression()
        .contentType(asset.contentType())
        .header("ETag", tag)
        .header("Cache-Control", "no-cache")
        .addHeader("Vary", "Accept-Encoding")
        .header("Content-Security-Policy", policy)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin");
    if (names(context.header("If-None-Match"), tag)) {
      context.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    packed.ifPresent(gzip -> context.header("Content-Encoding", "gzip"));
    context.result(packed.orElse(asset.plain()));
  }

  private Optional<Asset> asset(String path) {
    Asset known = assets.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Asset> read = Asset.read(path);
    read.ifPresent(asset -> assets.put(path, asset));
    return read;
  }

  private static boolean accepts(Context context, String encoding) {
    String header = context.header("Accept-Encoding");
    if (header == null) {
      return false;
    }
    QuotedQualityCSV accepted = new QuotedQualityCSV();
    accepted.addValue(header);
    return accepted.getValues().contains(encoding);
  }

  private static boolean names(@Nullable String ifNoneMatch, String tag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(",", -1))
            .map(each -> each.strip().replaceFirst("^W/", ""))
            .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  private static Problem notFound(Context context) {
    return new Problem(ProblemType.NOT_FOUND, "there is no file " + context.path());
  }
}
