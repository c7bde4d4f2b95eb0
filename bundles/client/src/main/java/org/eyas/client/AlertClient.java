package org.eyas.client;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eyas.client.Subscription.Receiver;
import org.eyas.grpc.outputs.response;
import org.eyas.grpc.outputs.serviceGrpc;

/**
 * A connection to the gRPC server of Eyas, or of a Falco up to 0.43. It is made by the first call, and again by the next one
 * after it broke. For any thread.
 */
public final class AlertClient implements AutoCloseable {
  private static final long ANSWER_SECONDS = 30;
  private static final long KEEPALIVE_SECONDS = 60;
  private static final int ALERT_BYTES = 64 * 1024 * 1024;

  private final String server;
  private final EventLoopGroup net;
  private final ManagedChannel channel;

  private AlertClient(String server, NettyChannelBuilder builder, Class<? extends Channel> kind) {
    this.server = server;
    ThreadFactory thread = task -> Thread.ofPlatform().daemon().name("alert-client-net").unstarted(task);
    net = new MultiThreadIoEventLoopGroup(1, thread, NioIoHandler.newFactory());
    channel =
        builder
            .channelType(kind)
            .eventLoopGroup(net)
            .maxInboundMessageSize(ALERT_BYTES)
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .build();
  }

  /** A client of the server on that unix socket: {@code /run/falco/falco.sock}. */
  public static AlertClient unix(Path socket) {
    var builder =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .usePlaintext()
            .overrideAuthority("localhost")
            .withOption(ChannelOption.SO_KEEPALIVE, null); // TCP's: Netty would warn of it
    return new AlertClient(socket.toString(), builder, NioDomainSocketChannel.class);
  }

  /**
   * A client of the server at that address, whose certificate must name the host.
   *
   * @throws IOException where a file is missing, or is not what it should be
   */
  public static AlertClient tls(String host, int port, TlsFiles files) throws IOException {
    var builder =
        NettyChannelBuilder.forAddress(new InetSocketAddress(host, port))
            .overrideAuthority(host)
            .sslContext(files.context());
    return new AlertClient(host + ":" + port, builder, NioSocketChannel.class);
  }

  /**
   * Asks for alerts from now on, and for those that no client was there for.
   *
   * @param alerts takes one alert at a time; as long as it does not return the next one waits at the server
   */
  public Subscription subscribe(Consumer<ClientAlert> alerts) {
    Receiver receiver = new Receiver(server, alerts);
    serviceGrpc.newStub(channel).sub(receiver);
    return new Subscription(receiver);
  }

  /** The alerts that wait at the server; they wait no longer then. */
  public List<ClientAlert> get() throws ClientException {
    List<ClientAlert> alerts = new ArrayList<>();
    try {
      Iterator<response> answers =
          serviceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
              .get(org.eyas.grpc.outputs.request.getDefaultInstance());
      answers.forEachRemaining(answer -> alerts.add(ClientAlert.of(answer)));
      return alerts;
    } catch (StatusRuntimeException e) {
      throw ClientException.of(server, e);
    }
  }

  /** What the server is. */
  public ServerVersion version() throws ClientException {
    try {
      var version =
          org.eyas.grpc.version.serviceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
              .version(org.eyas.grpc.version.request.getDefaultInstance());
      return new ServerVersion(version.getVersion(), version.getEngineVersion());
    } catch (StatusRuntimeException e) {
      throw ClientException.of(server, e);
    }
  }

  /** Ends the connection, and calls that still run. */
  @Override
  public void close() {
    channel.shutdownNow();
    net.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
