package org.eyas.enricher.container.info;

/**
 * The reference of an image: {@code registry:5000/acme/web:1.0}, {@code web@sha256:...}.
 *
 * @param reference the whole text
 * @param repository without tag and digest
 * @param tag empty if the reference has none
 * @param digest with its algorithm; empty if the reference has none
 */
public record ImageReference(String reference, String repository, String tag, String digest) {
  /** Splits a reference. A colon before the last slash belongs to the port of a registry. */
  public static ImageReference of(String reference) {
    int at = reference.indexOf('@');
    String name = at < 0 ? reference : reference.substring(0, at);
    int colon = name.lastIndexOf(':');
    boolean tagged = colon > name.lastIndexOf('/');
    return new ImageReference(
        reference,
        tagged ? name.substring(0, colon) : name,
        tagged ? name.substring(colon + 1) : "",
        at < 0 ? "" : reference.substring(at + 1));
  }

  /** The same reference, with the tag that runtimes use if a reference has neither tag nor digest. */
  public ImageReference orLatest() {
    return tag.isEmpty() && digest.isEmpty() ? new ImageReference(reference, repository, "latest", "") : this;
  }
}
