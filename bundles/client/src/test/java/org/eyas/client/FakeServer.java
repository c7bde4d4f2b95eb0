package org.eyas.client;

import com.google.protobuf.Timestamp;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import java.io.File;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.grpc.outputs.request;
import org.eyas.grpc.outputs.response;
import org.eyas.grpc.outputs.serviceGrpc;
import org.eyas.grpc.schema.priority;
import org.eyas.testkit.TestCertificates;

/** A server that answers as Falco does: a subscriber gets one alert for each request. */
final class FakeServer implements AutoCloseable {
  private final EventLoopGroup net = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Server server;

  private FakeServer(NettyServerBuilder builder) throws Exception {
    for (BindableService service : List.of(new Outputs(), new Version())) {
      builder.addService(service);
    }
    server = builder.bossEventLoopGroup(net).workerEventLoopGroup(net).build().start();
  }

  static FakeServer on(Path socket) throws Exception {
    return new FakeServer(
        NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioServerDomainSocketChannel.class)
            .withChildOption(ChannelOption.SO_KEEPALIVE, null));
  }

  static FakeServer secure(TestCertificates made) throws Exception {
    var tls =
        GrpcSslContexts.forServer(new File(made.path("server.crt")), new File(made.path("server.key")))
            .trustManager(new File(made.path("ca.crt")))
            .clientAuth(ClientAuth.REQUIRE)
            .build();
    return new FakeServer(
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .channelType(NioServerSocketChannel.class)
            .sslContext(tls));
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    net.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static response alert(String rule) {
    return response.newBuilder()
        .setTime(Timestamp.newBuilder().setSeconds(7).setNanos(8))
        .setPriority(priority.WARNING)
        .setRule(rule)
        .setOutput("an output")
        .putOutputFields("proc.name", "cat")
        .setHostname("shop")
        .addTags("a")
        .addTags("b")
        .build();
  }

  private static final class Outputs extends serviceGrpc.serviceImplBase {
    @Override
    public void get(request ignored, StreamObserver<response> to) {
      to.onNext(alert("one"));
      to.onNext(alert("two").toBuilder().setSource("k8s_audit").build());
      to.onCompleted();
    }

    @Override
    public StreamObserver<request> sub(StreamObserver<response> to) {
      return new StreamObserver<>() {
        private int asked;

        @Override
        public void onNext(request poll) {
          if (++asked == 4) {
            to.onError(Status.RESOURCE_EXHAUSTED.withDescription("enough").asRuntimeException());
            return;
          }
          to.onNext(alert(String.valueOf(asked)));
        }

        @Override
        public void onError(Throwable gone) {}

        @Override
        public void onCompleted() {
          to.onCompleted();
        }
      };
    }
  }

  private static final class Version extends org.eyas.grpc.version.serviceGrpc.serviceImplBase {
    @Override
    public void version(
        org.eyas.grpc.version.request ignored, StreamObserver<org.eyas.grpc.version.response> to) {
      to.onNext(
          org.eyas.grpc.version.response.newBuilder().setVersion("0.43.1").setEngineVersion("0.58.0").build());
      to.onCompleted();
    }
  }
}
