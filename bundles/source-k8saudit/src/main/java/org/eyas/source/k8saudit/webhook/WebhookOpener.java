package org.eyas.source.k8saudit.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.eyas.pem.PemFile;
import org.eyas.receiver.Access;
import org.eyas.receiver.BatchServer;
import org.eyas.receiver.BatchStore;
import org.eyas.receiver.BearerToken;
import org.eyas.receiver.Limits;
import org.eyas.receiver.MemoryBatches;
import org.eyas.receiver.ServerSettings;
import org.eyas.receiver.ServerTls;
import org.eyas.receiver.SpooledBatches;
import org.eyas.source.k8saudit.input.WebhookAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the spool and the server of a webhook. */
public final class WebhookOpener {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookOpener.class);

  private final WebhookAddress address;
  private final WebhookSettings settings;
  private final Limits limits;

  public WebhookOpener(WebhookAddress address, WebhookSettings settings) {
    this.address = address;
    this.settings = settings;
    limits = Limits.withBatchBytes(settings.maxBatchBytes());
  }

  /**
   * Starts to receive.
   *
   * @param health gets the reason for which batches are refused at the moment, or an empty text
   * @throws SourceException if a file, the directory or the address cannot be used
   */
  public WebhookInput open(Consumer<String> health) throws SourceException {
    Access access = access();
    BatchStore store = store();
    logSmallHeap();
    try {
      var server = BatchServer.start(new ServerSettings(socket(), address.path(), access, limits), store);
      return new WebhookInput(store, server, health);
    } catch (IOException e) {
      close(store, e);
      throw new SourceException(
          "cannot listen on " + address.host() + ":" + address.port() + ": " + Reason.of(e),
          "free the port or change open_params of the plugin k8saudit", e);
    }
  }

  private void logSmallHeap() {
    if (limits.batchBytes() < settings.maxBatchBytes()) {
      LOG.warn(
          "Batches of audit events may have {} bytes instead of {}, because the heap is small; allow more memory, or let the"
              + " API server send fewer events at once (--audit-webhook-batch-max-size)",
          limits.batchBytes(), settings.maxBatchBytes());
    }
  }

  private InetSocketAddress socket() throws IOException {
    return address.host().isEmpty()
        ? new InetSocketAddress(address.port())
        : new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
  }

  private Access access() throws SourceException {
    WebhookSettings.Files files = settings.files();
    if (!address.tls() && !files.clientCa().isEmpty()) {
      throw new SourceException(
          WebhookSettings.CLIENT_CA_KEY + " needs TLS", "write https:// instead of http:// in open_params, or empty the key");
    }
    try {
      SSLContext tls = address.tls() ? tls(files) : null;
      BearerToken token =
          files.token().isEmpty() ? null : BearerToken.read(WebhookSettings.TOKEN_KEY, Path.of(files.token()));
      return new Access(tls, !files.clientCa().isEmpty(), token);
    } catch (IOException e) {
      throw new SourceException(Reason.of(e), "correct the file or the key", e);
    }
  }

  private static SSLContext tls(WebhookSettings.Files files) throws IOException {
    PemFile certificate = PemFile.read(WebhookSettings.CERTIFICATE_KEY, Path.of(files.certificate()));
    @Nullable PemFile authorities =
        files.clientCa().isEmpty() ? null : PemFile.read(WebhookSettings.CLIENT_CA_KEY, Path.of(files.clientCa()));
    return ServerTls.context(certificate, authorities);
  }

  private BatchStore store() throws SourceException {
    WebhookSettings.Spool spool = settings.spool();
    if (spool.directory().isEmpty()) {
      return new MemoryBatches(limits.memoryBytes()); // 32 MiB are 50 large batches, as many as Falco keeps
    }
    long bytes = Math.max(spool.limitBytes(), 2L * limits.batchBytes()); // else the largest batch never has room
    try {
      return SpooledBatches.open(
          new SpooledBatches.Storage(Path.of(spool.directory()), bytes, spool.fsync(), WebhookSettings.LIMIT_KEY));
    } catch (IOException e) {
      throw new SourceException(
          Reason.of(e), "set " + WebhookSettings.DIRECTORY_KEY + " to another directory, or to \"\" to keep batches in memory",
          e);
    }
  }

  private static void close(BatchStore store, IOException failure) {
    try {
      store.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
