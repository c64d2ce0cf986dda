package org.warpath.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class EntriesTest {
  private static final String HOSTILE =
      "x\n2026-01-01T00:00:00Z ERROR Service: forged\r\u2028\u001b[2J\u202e";

  private static LoggingEvent event(String message, @Nullable Throwable thrown, Object value) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "EntriesTest",
            context.getLogger("org.warpath.api.Some"),
            Level.INFO,
            message,
            thrown,
            null);
    event.setInstant(Instant.parse("2026-01-02T03:04:05.678901Z"));
    event.addKeyValuePair(new KeyValuePair("requestId", "abc"));
    event.addKeyValuePair(new KeyValuePair("value", value));
    return event;
  }

  private static String encoded(Encoder<ILoggingEvent> encoder, LoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void aLineHasTimeLevelLoggerMessageAndValues() {
    assertThat(encoded(new TextEntries(), event("started", null, 17)))
        .isEqualTo("2026-01-02T03:04:05.678Z INFO Some: started requestId=abc value=17\n");
  }

  @Test
  void whatOthersSentCannotLookLikeAnEntry() {
    String entry =
        encoded(new TextEntries(), event(HOSTILE, new IllegalArgumentException(HOSTILE), HOSTILE));

    assertThat(entry.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("\t"));
    assertThat(entry.lines().findFirst().orElseThrow())
        .isEqualTo(
            "2026-01-02T03:04:05.678Z INFO Some: x\\u000a2026-01-01T00:00:00Z ERROR Service:"
                + " forged\\u000d\\u2028\\u001b[2J\\u202e requestId=abc"
                + " value=x\\u000a2026-01-01T00:00:00Z ERROR Service:"
                + " forged\\u000d\\u2028\\u001b[2J\\u202e");
    assertThat(entry.replace("\n", "").replace("\t", ""))
        .doesNotContainPattern("[\\p{Cntrl}\u2028\u202e]");
  }

  @Test
  void aJsonEntryHasItsValuesAsMembers() throws IOException {
    String entry =
        encoded(new JsonEntries(), event(HOSTILE, new IllegalStateException("why"), 17.5));

    assertThat(entry).endsWith("\n");
    assertThat(entry.strip().lines()).hasSize(1);
    JsonNode json = new ObjectMapper().readTree(entry);
    assertThat(json.get("time").asText()).isEqualTo("2026-01-02T03:04:05.678901Z");
    assertThat(json.get("level").asText()).isEqualTo("INFO");
    assertThat(json.get("logger").asText()).isEqualTo("org.warpath.api.Some");
    assertThat(json.get("message").asText()).isEqualTo(HOSTILE);
    assertThat(json.get("requestId").asText()).isEqualTo("abc");
    assertThat(json.get("value").isNumber()).isTrue();
    assertThat(json.get("exception").asText()).startsWith("java.lang.IllegalStateException: why");
  }
}
