package org.eyas.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.eyas.grpc.outputs.request;
import org.eyas.grpc.outputs.response;
import org.jspecify.annotations.Nullable;

/** Alerts that come until it is closed, or the server ends it. For any thread. */
public final class Subscription implements AutoCloseable {
  private final Receiver receiver;
  private boolean closed;

  Subscription(Receiver receiver) {
    this.receiver = receiver;
  }

  /**
   * The end: normally where this side closed it or the server shut down, with a {@link ClientException} where the server
   * is not there, refuses, or the connection broke. Whoever wants to go on subscribes again.
   */
  public CompletionStage<Void> end() {
    return receiver.end.minimalCompletionStage();
  }

  /** Asks for the alerts that wait. Only a Falco needs that, again and again: Eyas sends each alert at once. */
  public synchronized void poll() {
    if (!closed) {
      receiver.call().onNext(request.getDefaultInstance());
    }
  }

  /** Ends it; alerts that the server has queued for it still come. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      receiver.call().onCompleted();
    }
  }

  /** Takes what comes from the server, on one thread at a time. */
  static final class Receiver implements ClientResponseObserver<request, response> {
    private final String server;
    private final Consumer<ClientAlert> alerts;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<request> call;

    Receiver(String server, Consumer<ClientAlert> alerts) {
      this.server = server;
      this.alerts = alerts;
    }

    private ClientCallStreamObserver<request> call() {
      return Objects.requireNonNull(call, "the call has begun");
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<request> started) {
      call = started;
    }

    @Override
    public void onNext(response alert) {
      alerts.accept(ClientAlert.of(alert));
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(ClientException.of(server, failure));
    }

    @Override
    public void onCompleted() {
      end.complete(null);
    }
  }
}
