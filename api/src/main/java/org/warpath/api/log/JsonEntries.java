package org.warpath.api.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.KeyValuePair;

/** One JSON object a line an entry; what belongs to an entry by name are its members. */
final class JsonEntries extends EncoderBase<ILoggingEvent> {
  @Override
  public byte[] encode(ILoggingEvent event) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("time", event.getInstant().toString());
    entry.put("level", event.getLevel().toString());
    entry.put("logger", event.getLoggerName());
    entry.put("message", event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> put(entry, pair));
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      entry.put("exception", ThrowableProxyUtil.asString(thrown));
    }
    return (entry + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode entry, KeyValuePair pair) {
    switch (pair.value) {
      case Integer number -> entry.put(pair.key, number);
      case Long number -> entry.put(pair.key, number);
      case Double number -> entry.put(pair.key, number);
      case null, default -> entry.put(pair.key, String.valueOf(pair.value));
    }
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
