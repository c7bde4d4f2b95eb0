package org.eyas.launcher.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.eyas.launcher.shortage.ThreadShortage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes each message as one line on standard error; a throwable follows with its stack. */
final class StderrLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  // The messages of libraries at each start are only needed to find errors.
  private final boolean library;
  private final boolean webServer;
  // Kafka warns at each failed connection; the output for Kafka reports the failure once.
  private final boolean kafka;

  StderrLogger(String name) {
    this.name = name;
    library = name.startsWith("org.eclipse.jetty.") || name.startsWith("org.apache.felix.");
    kafka = name.startsWith("org.apache.kafka.");
    webServer = name.startsWith("org.eclipse.jetty.") || name.startsWith("org.apache.felix.http");
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return LogSettings.allows(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return LogSettings.allows(library || kafka ? Level.DEBUG : Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return LogSettings.allows(kafka ? Level.DEBUG : Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return LogSettings.allows(Level.ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return StderrLogger.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable throwable) {
    if (webServer && throwable != null && ClientDisconnectCheck.isCauseOf(throwable) && !isDebugEnabled()) {
      return;
    }
    String words = MessageFormatter.basicArrayFormat(pattern, arguments);
    boolean isShortage = throwable != null && ThreadShortage.ofProcess().recognizes(throwable);
    if (isShortage && !ThreadShortage.ofProcess().isFirstOfKind(words)) {
      return;
    }
    String message = TerminalSafeText.lines(throwable == null || isShortage ? words : words + "\n" + stack(throwable));
    LogCopies.add(level, message);
    if (LogSettings.stderr()) {
      print(level, message);
    }
  }

  private static void print(Level level, String message) {
    String text = LogLine.format(Instant.now(), ZoneId.systemDefault(), LogSettings.iso8601(), message);
    byte[] line = TerminalLine.line(level, text).getBytes(StandardCharsets.UTF_8);
    PrintStream err = System.err;
    err.write(line, 0, line.length);
    err.flush();
  }

  private static String stack(Throwable throwable) {
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }
}
