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

/** A subscription to alerts. It lasts until it is closed or the server ends it. Any thread may use it. */
public final class Subscription implements AutoCloseable {
  private final Receiver receiver;
  private boolean closed;

  Subscription(Receiver receiver) {
    this.receiver = receiver;
  }

  /**
   * Completes when the subscription ends: normally if this side closed it or the server shut down; with a {@link ClientException}
   * if the server cannot be reached, refuses, or the connection breaks. To continue, subscribe again.
   */
  public CompletionStage<Void> end() {
    return receiver.end.minimalCompletionStage();
  }

  /** Asks for the waiting alerts. Needed only for Falco, which sends alerts only when asked; Eyas sends each alert at once. */
  public synchronized void poll() {
    if (!closed) {
      receiver.call().onNext(request.getDefaultInstance());
    }
  }

  /** Ends the subscription. Alerts that the server has already queued for it still arrive. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      receiver.call().onCompleted();
    }
  }

  /** Receives the messages of the server, on one thread at a time. */
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
      return Objects.requireNonNull(call, "the call has not begun");
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
