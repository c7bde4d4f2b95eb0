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
 * A client of the gRPC server of Eyas, or of Falco up to 0.43. It connects at the first call, and again at the next call if the
 * connection is broken. Any thread may use it.
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

  /** A client of the server on a unix socket: {@code /run/falco/falco.sock}. */
  public static AlertClient unix(Path socket) {
    var builder =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .usePlaintext()
            .overrideAuthority("localhost")
            .withOption(ChannelOption.SO_KEEPALIVE, null); // an option of TCP only; Netty would log a warning
    return new AlertClient(socket.toString(), builder, NioDomainSocketChannel.class);
  }

  /**
   * A client of the server at an address. The certificate of the server must contain the host name.
   *
   * @throws IOException if a file is missing or has the wrong content
   */
  public static AlertClient tls(String host, int port, TlsFiles files) throws IOException {
    var builder =
        NettyChannelBuilder.forAddress(new InetSocketAddress(host, port))
            .overrideAuthority(host)
            .sslContext(files.context());
    return new AlertClient(host + ":" + port, builder, NioSocketChannel.class);
  }

  /**
   * Subscribes to alerts: those from now on, and those that the server has kept because no client was connected.
   *
   * @param alerts called with one alert at a time; until it returns, the next alert waits at the server
   */
  public Subscription subscribe(Consumer<ClientAlert> alerts) {
    Receiver receiver = new Receiver(server, alerts);
    serviceGrpc.newStub(channel).sub(receiver);
    return new Subscription(receiver);
  }

  /** Returns the alerts that wait at the server and removes them there. */
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

  /** The version of the server. */
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

  /** Closes the connection and ends calls that are still running. */
  @Override
  public void close() {
    channel.shutdownNow();
    net.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
