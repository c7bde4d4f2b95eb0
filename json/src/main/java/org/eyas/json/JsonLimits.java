package org.eyas.json;

/**
 * What a document may have at most, so that hostile bytes cannot take much memory or time.
 *
 * @param depth objects and arrays inside each other
 * @param nodes values and names of members; each takes 13 bytes in an index
 * @param numberLength bytes of one number
 */
public record JsonLimits(int depth, int nodes, int numberLength) {
  /** Allows all that a kube-apiserver writes: a batch of 12 MB has about 600,000 nodes, a resource definition 40 levels. */
  public static final JsonLimits USUAL = new JsonLimits(512, 1_000_000, 1_000);

  /** For one event: an audit event of 4 MB has about 200,000 nodes. */
  public static final JsonLimits EVENT = new JsonLimits(512, 1 << 18, 1_000);
}
