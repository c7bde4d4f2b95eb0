package org.eyas.output.grpc;

import io.grpc.BindableService;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of alerts and versions. If it cannot start, this is logged and the engine runs without it.
 *
 * <p>Start and close it on a short-lived thread, because the libraries leave thread-local objects in the threads that call them.
 */
final class AlertServer {
  private static final Logger LOG = LoggerFactory.getLogger(AlertServer.class);
  private static final long CLOSE_MILLIS = 1_000;

  private final GrpcServerSettings settings;
  private final AlertStreams streams;
  private final Supplier<String> fields;
  private final ExecutorService threads;
  private final GrpcLibraryLog log = new GrpcLibraryLog();
  private @Nullable ServerCertificates certificates;
  private @Nullable GrpcListener listener;
  private volatile String fault = "";

  /** @param fields see {@link VersionService} */
  AlertServer(GrpcServerSettings settings, AlertStreams streams, Supplier<String> fields) {
    this.settings = settings;
    this.fields = fields;
    this.streams = streams;
    threads = WriterThreads.start(settings.threads());
  }

  void start() {
    log.begin();
    try {
      listener = startListener();
      fault = "";
      LOG.info("Starting gRPC server at {}", settings.address());
    } catch (IOException | RuntimeException e) {
      fault = reason(e);
      LOG.error("{}; alerts are not served over gRPC. Correct it, then reload or send SIGUSR1.", fault);
    }
  }

  private GrpcListener startListener() throws IOException {
    List<BindableService> services =
        List.of(new OutputsService(streams, threads, settings.clients()), new VersionService(fields));
    return switch (BindAddress.of(settings.address())) {
      case BindAddress.Unix(var file) -> GrpcListener.listen(new UnixSocketFile(file, settings.socketMode()), threads, services);
      case BindAddress.Tcp(var address) -> {
        ServerCertificates read = new ServerCertificates(settings.files());
        certificates = read;
        yield GrpcListener.listen(address, read, threads, services);
      }
    };
  }

  // Network errors are the innermost cause; all other messages are our own.
  private String reason(Exception e) {
    @Nullable Throwable cause = e;
    while (cause != null && !(cause instanceof SocketException)) {
      cause = cause.getCause();
    }
    if (cause != null) {
      return BindAddress.KEY + ": cannot listen on " + settings.address() + ": " + Reason.of(cause);
    }
    return e instanceof IOException ? Reason.of(e) : "grpc: " + e;
  }

  /** Reads certificates again, and starts the server if that failed before. */
  void renew() {
    if (listener == null) {
      log.close();
      start();
      return;
    }
    ServerCertificates used = certificates;
    try {
      if (used != null) {
        used.renew();
      }
    } catch (IOException e) {
      LOG.error("{}; the gRPC server keeps using the certificates that it read before", Reason.of(e));
    }
  }

  /** Why it does not listen; empty if it does, or has not tried yet. */
  String fault() {
    return fault;
  }

  /** The port; -1 if there is none. */
  int port() {
    GrpcListener open = listener;
    return open == null ? -1 : open.port();
  }

  /** Sends the queued alerts, for at most a second, and stops. */
  void close() throws InterruptedException {
    GrpcListener open = listener;
    listener = null;
    if (open != null) {
      LOG.info("Shutting down gRPC server");
      streams.end();
      open.close(CLOSE_MILLIS);
    }
    threads.shutdown();
    threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    log.close();
  }
}
