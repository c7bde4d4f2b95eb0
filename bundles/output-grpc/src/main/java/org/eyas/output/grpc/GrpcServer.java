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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Serves alerts and versions over gRPC. The start takes its time on a thread of its own: events do not wait for it. */
@Component(
    service = GrpcServer.class,
    immediate = true,
    configurationPid = "org.eyas.grpc",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = GrpcServer.Config.class)
public final class GrpcServer {
  /** grpc of the configuration file. */
  @ObjectClassDefinition(name = "Eyas gRPC server")
  @interface Config {
    @AttributeDefinition(description = "Where it listens: unix:///PATH or ADDRESS:PORT")
    String bind_address() default "unix:///run/falco/falco.sock";

    @AttributeDefinition(description = "Threads; 0 for one per CPU")
    int threadiness() default 0;

    @AttributeDefinition(description = "File with the private key of the server")
    String private_key() default "/etc/falco/certs/server.key";

    @AttributeDefinition(description = "File with its certificates")
    String cert_chain() default "/etc/falco/certs/server.crt";

    @AttributeDefinition(description = "File with the certificates that clients are checked against")
    String root_certs() default "/etc/falco/certs/ca.crt";

    @AttributeDefinition(description = "Who gets an alert: broadcast (every client) or shared (one of them)")
    String delivery() default "broadcast";

    @AttributeDefinition(description = "Alerts that are kept, and that wait for each client")
    int queue() default 10_000;

    @AttributeDefinition(description = "Clients at a time")
    int max_clients() default 64;

    @AttributeDefinition(description = "Permissions of a unix socket, octal")
    String socket_mode() default "0600";
  }

  private static final int MOST_THREADS = 256;

  private final AlertStreams streams;
  private final AlertServer server;
  private final Thread start;

  /** Comes and goes with the engine, which clients of the alerts must not notice. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable EngineFields fields;

  @Activate
  public GrpcServer(Config config) {
    this(
        settings(config),
        new AlertStreams(Delivery.valueOf(config.delivery().toUpperCase(Locale.ROOT)), config.queue()));
  }

  GrpcServer(AlertServer.Settings settings, AlertStreams streams) {
    this.streams = streams;
    server = new AlertServer(settings, streams, this::checksum);
    start = Thread.ofPlatform().daemon().name("grpc-start").start(server::start);
  }

  private String checksum() {
    EngineFields now = fields;
    return now == null ? "" : now.checksum();
  }

  private static AlertServer.Settings settings(Config config) {
    int cpus = Runtime.getRuntime().availableProcessors();
    int threads = config.threadiness() > 0 ? Math.min(config.threadiness(), MOST_THREADS) : cpus;
    return new AlertServer.Settings(
        config.bind_address(),
        threads,
        config.max_clients(),
        Integer.parseInt(config.socket_mode(), 8),
        new Certificates.Files(config.private_key(), config.cert_chain(), config.root_certs()));
  }

  /**
   * Takes an alert; never waits for a client.
   *
   * @throws IOException where the server does not listen, which it has logged itself, or an alert that was sent to nobody had to leave
   */
  void send(KeptAlert alert) throws IOException {
    if (!server.fault().isEmpty()) {
      throw new KnownFailureException(server.fault());
    }
    streams.send(alert);
  }

  /** Why it does not listen; empty where it does. */
  String fault() {
    return server.fault();
  }

  /** Waits until it listens or has said why it does not; answers its port, -1 where it has none. */
  int awaitStart() throws InterruptedException {
    start.join();
    return server.port();
  }

  /** Reads certificates again, and starts where that failed before. */
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
