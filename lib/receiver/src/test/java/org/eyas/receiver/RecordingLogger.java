package org.eyas.receiver;

import java.io.Serial;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that keeps its warnings. */
final class RecordingLogger extends LegacyAbstractLogger {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> warnings = new CopyOnWriteArrayList<>();

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  protected void handleNormalizedLoggingCall(Level level, @Nullable Marker marker, String pattern,
      Object @Nullable [] arguments, @Nullable Throwable thrown) {
    warnings.add(MessageFormatter.basicArrayFormat(pattern, arguments));
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return false;
  }
}
