package org.eyas.source.k8saudit.webhook;

/**
 * The settings of the webhook.
 *
 * @param maxBatchBytes larger bodies are refused
 */
public record WebhookSettings(int maxBatchBytes, Files files, Spool spool) {
  private static final String KEYS = "eyas.k8saudit.";

  static final String LIMIT_KEY = KEYS + "spool.limit_mb";
  static final String DIRECTORY_KEY = KEYS + "spool.directory";
  static final String TOKEN_KEY = KEYS + "token_file";
  static final String CLIENT_CA_KEY = KEYS + "client_ca";
  static final String CERTIFICATE_KEY = "sslCertificate in init_config of the plugin k8saudit";

  /**
   * The files that identify the server and its senders.
   *
   * @param certificate the server's certificate and private key, for https
   * @param token contains the token that a sender must show; empty for none
   * @param clientCa the authorities of client certificates, for https; empty if senders need no certificate
   */
  public record Files(String certificate, String token, String clientCa) {}

  /**
   * The spool that keeps batches until their events were evaluated.
   *
   * @param directory the directory of the spool; empty to keep batches in memory
   * @param fsync whether an answered batch survives a loss of power
   */
  public record Spool(String directory, long limitBytes, boolean fsync) {}
}
