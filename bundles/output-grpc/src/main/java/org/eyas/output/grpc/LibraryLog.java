package org.eyas.output.grpc;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Takes what grpc-java and Netty log to our log, at the level debug: who connects with a wrong certificate, or which options
 * a unix socket does not have, is no concern of who runs the engine.
 */
final class LibraryLog extends Handler {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LibraryLog.class);

  // Held, since the JDK forgets the settings of a logger that nobody holds.
  private final List<Logger> libraries = List.of(Logger.getLogger("io.grpc"), Logger.getLogger("io.netty"));
  private final SimpleFormatter formatter = new SimpleFormatter();

  void begin() {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    for (Logger library : libraries) {
      library.setUseParentHandlers(false);
      library.addHandler(this);
    }
  }

  @Override
  public void close() {
    for (Logger library : libraries) {
      library.removeHandler(this);
      library.setUseParentHandlers(true);
    }
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
      LOG.debug("grpc: {}", formatter.formatMessage(entry), entry.getThrown());
    }
  }

  @Override
  public void flush() {}
}
