package org.eyas.output.grpc;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eyas.grpc.outputs.request;
import org.eyas.grpc.outputs.response;
import org.eyas.grpc.outputs.serviceGrpc;
import org.eyas.testkit.ConditionWait;
import org.jspecify.annotations.Nullable;

/** A client of grpc-java. */
final class TestClient implements AutoCloseable {
  /** The text of an alert that shows a client that it is subscribed. */
  static final String GREETING = "hello";

  private final EventLoopGroup net;
  private final ManagedChannel channel;

  private TestClient(NettyChannelBuilder builder, Class<? extends io.netty.channel.Channel> type) {
    net = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    channel = builder.channelType(type).eventLoopGroup(net).build();
  }

  static TestClient on(Path socket) {
    var builder = NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket)).usePlaintext();
    builder.overrideAuthority("localhost").withOption(ChannelOption.SO_KEEPALIVE, null);
    return new TestClient(builder, NioDomainSocketChannel.class);
  }

  static TestClient at(int port, SslContext tls) {
    var builder = NettyChannelBuilder.forAddress(new InetSocketAddress("127.0.0.1", port)).sslContext(tls);
    return new TestClient(builder.overrideAuthority("localhost"), NioSocketChannel.class);
  }

  ManagedChannel channel() {
    return channel;
  }

  Subscription subscribe() {
    Subscription subscription = new Subscription();
    serviceGrpc.newStub(channel).sub(subscription);
    return subscription;
  }

  /** The texts of the alerts that a get returns. */
  List<String> get() {
    Iterator<response> alerts =
        serviceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS).get(request.getDefaultInstance());
    List<String> texts = new ArrayList<>();
    alerts.forEachRemaining(alert -> texts.add(alert.getOutput()));
    return texts;
  }

  @Override
  public void close() throws InterruptedException {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    net.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
  }

  /** A call of sub and the alerts that it received. */
  static final class Subscription implements ClientResponseObserver<request, response> {
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<request> call;
    private volatile boolean blocked;
    private volatile boolean greeted;
    private int owed;

    @Override
    public void beforeStart(ClientCallStreamObserver<request> started) {
      call = started;
      started.disableAutoRequestWithInitial(1);
    }

    @Override
    public synchronized void onNext(response alert) {
      if (alert.getOutput().equals(GREETING)) {
        greeted = true;
      } else {
        texts.add(alert.getOutput());
      }
      owed++;
      if (!blocked) {
        takeMore();
      }
    }

    private void takeMore() {
      if (owed > 0) {
        call().request(owed);
        owed = 0;
      }
    }

    synchronized void block() {
      blocked = true;
    }

    synchronized void unblock() {
      blocked = false;
      takeMore();
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }

    ClientCallStreamObserver<request> call() {
      if (call == null) {
        throw new IllegalStateException("not started");
      }
      return call;
    }

    /** The texts that arrived, without greetings. */
    List<String> texts() {
      return List.copyOf(texts);
    }

    /** Whether a greeting arrived, which means that this client is subscribed. */
    boolean isGreeted() {
      return greeted;
    }

    /** Waits for this number of texts and returns them. */
    List<String> await(int count) {
      ConditionWait.until(() -> texts.size() >= count, () -> count + " alerts have not arrived: " + texts);
      return texts();
    }

    Status end() throws Exception {
      return end.get(10, TimeUnit.SECONDS);
    }
  }
}
