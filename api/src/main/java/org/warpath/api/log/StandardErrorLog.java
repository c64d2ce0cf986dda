package org.warpath.api.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log goes to standard error, so that standard output holds answers only. */
public final class StandardErrorLog extends ContextAwareBase implements Configurator {

  /** What holds from the start, for every command: warnings, a line each. */
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern("%level %logger{0} - %msg%n");
    write(context, encoder);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    // It logs a stack trace of what the importer reports in one line.
    context.getLogger("it.unimi").setLevel(Level.OFF);
    // Whoever sends bad heads could fill the log with them.
    context.getLogger("org.eclipse.jetty.http.HttpParser").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * From now on an entry has its time and what belongs to it by name, and tells also of what goes
   * well: for a program that runs on.
   *
   * @param json whether an entry is a JSON object rather than text
   */
  public static void forService(boolean json) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("org.warpath").setLevel(Level.INFO);
    write(context, json ? new JsonEntries() : new TextEntries());
  }

  private static void write(LoggerContext context, Encoder<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
  }
}
