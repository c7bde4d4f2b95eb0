package org.eyas.json;

/**
 * The limits of a document, so that hostile bytes cannot take much memory or time.
 *
 * @param depth objects and arrays inside each other
 * @param nodes values and names of members; each takes 13 bytes in an index
 */
public record JsonLimits(int depth, int nodes) {
  /**
   * The maximum depth of objects and arrays. Go's parser accepts 10,000 levels in a request; an audit event and its list add
   * a few.
   */
  private static final int DEPTH = 10_010;

  /** The limits for a batch, which allow all that a kube-apiserver writes: a batch of 12 MB has about 600,000 nodes. */
  public static final JsonLimits USUAL = new JsonLimits(DEPTH, 1_000_000);

  /** The limits for one event: an audit event of 4 MB has about 200,000 nodes. */
  public static final JsonLimits EVENT = new JsonLimits(DEPTH, 1 << 18);
}
