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
 * Writes the log of grpc-java and Netty to our log at the level debug, because an administrator is not interested in every client
 * with a wrong certificate or every option that unix sockets lack.
 */
final class GrpcLibraryLog extends Handler {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(GrpcLibraryLog.class);

  // Referenced here, because the JDK drops the settings of a logger that is not referenced.
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
