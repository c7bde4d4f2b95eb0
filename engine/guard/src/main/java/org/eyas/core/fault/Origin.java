package org.eyas.core.fault;

/**
 * Whose code is called.
 *
 * @param bundle its symbolic name
 * @param service the contract and the class, of a field its name too: "Enricher org.acme.SlowEnricher"
 */
public record Origin(String bundle, String service) {
  /** The same service, one field of it. */
  Origin field(String name) {
    return new Origin(bundle, service + " field " + name);
  }

  @Override
  public String toString() {
    return service + " of bundle " + bundle;
  }
}
