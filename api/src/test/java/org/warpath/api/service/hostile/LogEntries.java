package org.warpath.api.service.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged while this is open. */
final class LogEntries implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> entries = new ListAppender<>();

  LogEntries() {
    entries.start();
    root.addAppender(entries);
  }

  /** Warnings and errors. */
  List<String> warnings() {
    return List.copyOf(entries.list).stream()
        .filter(entry -> entry.getLevel().isGreaterOrEqual(Level.WARN))
        .map(entry -> entry.getLevel() + " " + entry.getLoggerName() + " " + entry)
        .toList();
  }

  @Override
  public void close() {
    root.detachAppender(entries);
  }
}
