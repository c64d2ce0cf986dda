package org.warpath.bench.kernels;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What {@link KernelsBench} writes.
 *
 * @param format {@link #FORMAT}
 * @param environment where it was measured
 * @param method how
 * @param kernels what was measured, each once
 */
record KernelResults(String format, Environment environment, String method, List<Series> kernels) {
  static final String FORMAT = "warpath bench kernels 1";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  KernelResults {
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException(
          "format must be \"%s\", was \"%s\"".formatted(FORMAT, format));
    }
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(method, "method");
    kernels = List.copyOf(kernels);
    Set<String> names = new HashSet<>();
    for (Series series : kernels) {
      if (!names.add(series.name())) {
        throw new IllegalArgumentException("\"%s\" is there twice".formatted(series.name()));
      }
    }
  }

  List<String> names() {
    return kernels.stream().map(Series::name).toList();
  }

  /**
   * Refuses to go on with these where something else is measured.
   *
   * @throws IllegalArgumentException naming the difference
   */
  void requireSame(Environment now, String nowMethod, List<String> nowNames) {
    List<String> differences = now.differences(environment);
    if (!now.commit().equals(environment.commit())) {
      differences.add("commit %s, not %s".formatted(now.commit(), environment.commit()));
    }
    if (!nowMethod.equals(method)) {
      differences.add("%s, not %s".formatted(nowMethod, method));
    }
    if (!nowNames.equals(names())) {
      differences.add("kernels %s, not %s".formatted(nowNames, names()));
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "rounds can only be appended to those of the same: " + String.join("; ", differences));
    }
  }

  /** With rounds of {@code later} after these, of the same kernels in the same order. */
  KernelResults plus(List<Series> later) {
    List<Series> all = new ArrayList<>();
    for (int k = 0; k < kernels.size(); k++) {
      all.add(kernels.get(k).plus(later.get(k)));
    }
    return new KernelResults(format, environment, method, all);
  }

  void write(Path file) throws IOException {
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is something else, or cannot be read
   * @throws NoSuchFileException if it is not there
   */
  static KernelResults read(Path file) throws NoSuchFileException {
    try {
      return MAPPER.readValue(Files.readAllBytes(file), KernelResults.class);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s holds no figures of \"warpath bench kernels\": %s".formatted(file, reason(e)), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  private static String reason(JsonProcessingException e) {
    String what =
        e.getCause() instanceof IllegalArgumentException cause
            ? cause.getMessage()
            : e.getOriginalMessage();
    JsonLocation at = e.getLocation();
    return at == null
        ? what
        : "line %d, column %d: %s".formatted(at.getLineNr(), at.getColumnNr(), what);
  }
}
