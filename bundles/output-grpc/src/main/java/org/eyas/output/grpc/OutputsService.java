package org.eyas.output.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.grpc.outputs.request;
import org.eyas.grpc.outputs.response;
import org.eyas.grpc.outputs.serviceGrpc;
import org.jspecify.annotations.Nullable;

/** falco.outputs.service: alerts as they come (sub), or the waiting ones (get). */
final class OutputsService extends serviceGrpc.serviceImplBase {
  private final AlertStreams streams;
  private final Executor threads;
  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param threads the threads that write to clients
   * @param most maximum number of calls at the same time
   */
  OutputsService(AlertStreams streams, Executor threads, int most) {
    this.streams = streams;
    this.threads = threads;
    this.most = most;
  }

  @Override
  public void get(request ignored, StreamObserver<response> to) {
    ClientStream stream = openStream(to, streams.kept());
    if (stream != null) {
      stream.end();
    }
  }

  @Override
  public StreamObserver<request> sub(StreamObserver<response> to) {
    ClientStream stream = openStream(to, streams.queue());
    if (stream == null) {
      return new Ignoring();
    }
    streams.subscribe(stream);
    return new Subscription(stream);
  }

  // A call ends exactly once: cancelled by the client or the network, or closed by us.
  private @Nullable ClientStream openStream(StreamObserver<response> to, AlertRingBuffer queue) {
    var out = (ServerCallStreamObserver<response>) to;
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      out.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription("there are " + most + " clients already (eyas.grpc.max_clients)")
              .asRuntimeException());
      return null;
    }
    ClientStream stream = new ClientStream(ClientNameInterceptor.current(), queue, out, threads);
    Runnable left =
        () -> {
          open.decrementAndGet();
          streams.unsubscribe(stream);
          stream.disconnected();
        };
    out.setOnReadyHandler(stream::wake);
    out.setOnCancelHandler(left);
    out.setOnCloseHandler(left);
    return stream;
  }

  /** Receives the requests of a subscriber. Falco answers a request with the queued alerts; here they have been sent already. */
  private record Subscription(ClientStream stream) implements StreamObserver<request> {
    @Override
    public void onNext(request poll) {}

    @Override
    public void onError(Throwable gone) {}

    @Override
    public void onCompleted() {
      stream.end();
    }
  }

  private record Ignoring() implements StreamObserver<request> {
    @Override
    public void onNext(request poll) {}

    @Override
    public void onError(Throwable gone) {}

    @Override
    public void onCompleted() {}
  }
}
