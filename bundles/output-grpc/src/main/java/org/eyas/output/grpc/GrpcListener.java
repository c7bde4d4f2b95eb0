package org.eyas.output.grpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listening gRPC server with its network thread. */
final class GrpcListener {
  private static final int REQUEST_BYTES = 64 * 1024;
  private static final int CALLS_PER_CONNECTION = 100;
  private static final long HANDSHAKE_SECONDS = 20;
  private static final long KEEPALIVE_SECONDS = 60;
  private static final long KEEPALIVE_ANSWER_SECONDS = 20;
  private static final long CLIENT_KEEPALIVE_SECONDS = 5;

  private final Server server;
  private final EventLoopGroup net;

  private GrpcListener(Server server, EventLoopGroup net) {
    this.server = server;
    this.net = net;
  }

  /** Listens on a unix socket. Everyone who may open the file may connect. */
  static GrpcListener listen(UnixSocketFile socket, ExecutorService threads, List<BindableService> services) throws IOException {
    socket.prepare();
    EventLoopGroup net = net();
    var builder =
        NettyServerBuilder.forAddress(socket.address())
            .channelType(NioServerDomainSocketChannel.class)
            .withChildOption(ChannelOption.SO_KEEPALIVE, null); // an option of TCP only; Netty would log a warning
    GrpcListener listener = new GrpcListener(server(builder, net, threads, services), net);
    listener.start(socket);
    return listener;
  }

  /** Listens on an address. Every client with a certificate of the right authority may connect. */
  static GrpcListener listen(
      InetSocketAddress address, ServerCertificates certificates, ExecutorService threads, List<BindableService> services)
      throws IOException {
    EventLoopGroup net = net();
    var builder =
        NettyServerBuilder.forAddress(address)
            .channelType(NioServerSocketChannel.class)
            .sslContext(certificates.context());
    GrpcListener listener = new GrpcListener(server(builder, net, threads, services), net);
    listener.start(null);
    return listener;
  }

  private static EventLoopGroup net() {
    ThreadFactory thread = task -> Thread.ofPlatform().daemon().name("grpc-net").unstarted(task);
    return new MultiThreadIoEventLoopGroup(1, thread, NioIoHandler.newFactory());
  }

  // Keepalive detects clients that vanished without closing the connection. Old clients ping more often than gRPC allows by
  // default.
  private static Server server(
      NettyServerBuilder builder, EventLoopGroup net, ExecutorService threads, List<BindableService> services) {
    builder
        .bossEventLoopGroup(net)
        .workerEventLoopGroup(net)
        .executor(threads)
        .intercept(new ClientNameInterceptor())
        .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEPALIVE_ANSWER_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveTime(CLIENT_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .maxInboundMessageSize(REQUEST_BYTES)
        .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION);
    services.forEach(builder::addService);
    return builder.build();
  }

  private void start(@Nullable UnixSocketFile socket) throws IOException {
    try {
      server.start();
      if (socket != null) {
        socket.setPermissions();
      }
    } catch (IOException e) {
      server.shutdownNow();
      net.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw e;
    }
  }

  /** The port; -1 for a unix socket. */
  int port() {
    return server.getPort();
  }

  /**
   * Accepts no more calls and removes the file of a unix socket. Running calls may end within this time; then they are aborted.
   */
  void close(long millis) throws InterruptedException {
    server.shutdown();
    if (!server.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
      server.shutdownNow().awaitTermination(millis, TimeUnit.MILLISECONDS);
    }
    net.shutdownGracefully(0, millis, TimeUnit.MILLISECONDS).await(millis, TimeUnit.MILLISECONDS);
  }
}
