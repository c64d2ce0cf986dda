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
