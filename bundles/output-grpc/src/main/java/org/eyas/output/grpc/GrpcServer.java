package org.eyas.output.grpc;

import java.io.IOException;
import java.util.Locale;
import org.eyas.api.alert.KnownFailureException;
import org.eyas.api.version.EngineFields;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Serves alerts and versions over gRPC. It starts on a thread of its own, so that events do not wait for it. */
@Component(
    service = GrpcServer.class,
    immediate = true,
    configurationPid = "org.eyas.grpc",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = GrpcServer.Config.class)
public final class GrpcServer {
  /** The key grpc of the configuration file. */
  @ObjectClassDefinition(name = "Eyas gRPC server")
  @interface Config {
    String bind_address() default "unix:///run/falco/falco.sock";
    int threadiness() default 0;
    String private_key() default "/etc/falco/certs/server.key";
    String cert_chain() default "/etc/falco/certs/server.crt";
    String root_certs() default "/etc/falco/certs/ca.crt";
    String delivery() default "broadcast";
    int queue() default 10_000;
    int max_clients() default 64;
    String socket_mode() default "0600";
  }

  private static final int MOST_THREADS = 256;

  private final AlertStreams streams;
  private final AlertServer server;
  private final Thread start;

  /**
   * A dynamic reference: the service comes and goes with the engine, but clients that receive alerts must stay
   * connected.
   */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY) private volatile @Nullable EngineFields fields;

  @Activate
  public GrpcServer(Config config) {
    this(
        settings(config),
        new AlertStreams(DeliveryMode.valueOf(config.delivery().toUpperCase(Locale.ROOT)), config.queue()));
  }

  GrpcServer(GrpcServerSettings settings, AlertStreams streams) {
    this.streams = streams;
    server = new AlertServer(settings, streams, this::checksum);
    start = Thread.ofPlatform().daemon().name("grpc-start").start(server::start);
  }

  private String checksum() {
    EngineFields now = fields;
    return now == null ? "" : now.checksum();
  }

  private static GrpcServerSettings settings(Config config) {
    int cpus = Runtime.getRuntime().availableProcessors();
    int threads = config.threadiness() > 0 ? Math.min(config.threadiness(), MOST_THREADS) : cpus;
    return new GrpcServerSettings(
        config.bind_address(),
        threads,
        config.max_clients(),
        Integer.parseInt(config.socket_mode(), 8),
        new ServerCertificates.Files(config.private_key(), config.cert_chain(), config.root_certs()));
  }

  /**
   * Queues an alert. Never waits for a client.
   *
   * @throws IOException if the server does not listen, which it has logged itself, or if an alert that no client had
   *     received was removed
   */
  void send(QueuedAlert alert) throws IOException {
    if (!server.fault().isEmpty()) {
      throw new KnownFailureException(server.fault());
    }
    streams.send(alert);
  }

  /** Why it does not listen; empty if it does. */
  String fault() {
    return server.fault();
  }

  /** Waits until it listens or has failed. Returns the port; -1 if there is none. */
  int awaitStart() throws InterruptedException {
    start.join();
    return server.port();
  }

  /** Reads certificates again, and starts the server if that failed before. */
  void renew() throws InterruptedException {
    start.join();
    Thread.ofPlatform().name("grpc-renew").start(server::renew).join();
  }

  @Deactivate
  void close() throws InterruptedException {
    start.join();
    Thread.ofPlatform().name("grpc-stop").start(this::stop).join();
  }

  private void stop() {
    try {
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
